package io.tokenweir.report.runbook;

import java.util.Locale;

import io.tokenweir.report.chart.Svg;
import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/** One part of the page as an HTML fragment; how its lines stand is the style sheet's business, by the part's id. */
final class SectionHtml {
    private SectionHtml() {}

    static String of(Section section) {
        StringBuilder html = new StringBuilder("<section class=\"part ")
                .append(section.id())
                .append("\"><h2>")
                .append(Svg.escape(section.title()))
                .append("</h2><ul>\n");
        section.items().forEach(item -> html.append(item(item)));
        return html.append("</ul></section>\n").toString();
    }

    private static String item(Item item) {
        StringBuilder html = new StringBuilder("<li class=\"")
                .append(cssClass(item.mark()))
                .append("\">")
                .append(sign(item.mark()));
        span(html, "name", item.name());
        html.append(" <span class=\"said\">");
        span(html, "value", item.value());
        span(html, "detail", item.detail());
        return html.append("</span></li>\n").toString();
    }

    private static void span(StringBuilder html, String cssClass, String text) {
        if (!text.isEmpty()) {
            html.append(" <span class=\"")
                    .append(cssClass)
                    .append("\">")
                    .append(Svg.escape(text))
                    .append("</span>");
        }
    }

    private static String cssClass(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT);
    }

    /** A sign beside the colour, for those who do not see the colour. */
    private static String sign(Mark mark) {
        String sign = sign(mark, "");
        return sign.isEmpty() ? "" : "<span class=\"sign\">" + sign + "</span>";
    }

    /** @param otherwise for an item without a mark */
    static String sign(Mark mark, String otherwise) {
        return switch (mark) {
            case NONE -> otherwise;
            case GOOD -> "\u2713";
            case WARN -> "!";
            case BAD -> "\u2717";
        };
    }
}
