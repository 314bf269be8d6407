package io.tokenweir.report.runbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

import io.tokenweir.report.chart.Svg;
import io.tokenweir.report.runbook.RunbookData.Level;

/**
 * The runbook as one page that needs nothing else: style and charts are in it, no script, no network. It is laid out for one
 * printed sheet of A4.
 */
final class RunbookHtml {
    private static final String PATTERNS = """
            <svg class="patterns" aria-hidden="true"><defs>
            <pattern id="thin" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <line class="hatch" x1="0" y1="0" x2="0" y2="6" stroke-width="1"/></pattern>
            <pattern id="thick" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <rect class="ground" width="4" height="4"/><line class="hatch" x1="0" y1="0" x2="0" y2="4" stroke-width="2.6"/></pattern>
            </defs></svg>
            """;

    private final RunbookData data;
    private final StringBuilder page = new StringBuilder();

    private RunbookHtml(RunbookData data) {
        this.data = data;
    }

    static String render(RunbookData data) {
        return new RunbookHtml(data).page();
    }

    private String page() {
        add("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>Runbook %s</title>
                <style>
                %s</style></head><body>
                """, Svg.escape(data.runId()), style());
        page.append(PATTERNS);
        header();
        verdict();
        page.append(HtmlTables.tiles(data));
        figure(TimePanels.draw(data));
        page.append("<div class=\"two\"><section>");
        figure(ShedCurve.draw(data));
        page.append("</section><section>").append(HtmlTables.latencies(data)).append("</section></div>\n");
        page.append(HtmlTables.paths(data));
        page.append("<div class=\"three\">")
                .append(HtmlTables.totals(data))
                .append(HtmlTables.trust(data))
                .append(HtmlTables.phases(data))
                .append("</div>\n");
        footer();
        return page.append("</body></html>\n").toString();
    }

    private void header() {
        add(
                """
                <header><div><span class="name">Tokenweir runbook</span><br><b>%s</b> against %s</div>
                <div>run <b>%s</b><br>%s, %s%s</div></header>
                """,
                Svg.escape(data.title()),
                Svg.escape(data.target()),
                Svg.escape(data.runId()),
                Figures.day(data.started()),
                Figures.duration(data.durationSeconds()),
                data.cutShort() ? ", <b class=\"bad\">cut short</b>" : "");
    }

    private void verdict() {
        Level level = data.verdict().level();
        String cssClass = level == Level.REACHED ? "" : level == Level.NOT_REACHED ? " calm" : " doubt";
        String label = switch (level) {
            case REACHED -> "\u25b2 Limit reached";
            case SEEN -> "\u25b3 Limit seen, the meter not valid";
            case NOT_REACHED -> "\u25cf No limit reached";
            case DOUBTFUL -> "\u25c7 Not to be trusted";
        };
        add(
                """
                <section class="verdict%s"><p class="level">%s</p><h1>%s</h1><p class="detail">%s</p></section>
                """,
                cssClass,
                label,
                emphasised(Svg.escape(data.verdict().sentence())),
                Svg.escape(data.verdict().detail()));
    }

    /** The figures of the sentence stand out. */
    private static String emphasised(String sentence) {
        return sentence.replaceAll("(\\d[\\d,]*(?: concurrent streams| tokens per minute))", "<em>$1</em>");
    }

    private void figure(String svg) {
        if (!svg.isEmpty()) {
            page.append("<figure>").append(svg).append("</figure>\n");
        }
    }

    private void footer() {
        add(
                """
                <footer><p class="whose">%s</p>
                <code class="command">%s</code>
                <p>Run it again with the command above. Seed %d \u00b7 scenario SHA-256 %s \u00b7 price book %s \u00b7 %s</p></footer>
                """,
                Svg.escape(data.whoseReaction()),
                Svg.escape(data.again().command()),
                data.again().seed(),
                data.again().scenarioSha256().substring(0, 16),
                Svg.escape(data.again().priceBook()),
                Svg.escape(HtmlTables.versions(data.again().versions())));
    }

    private void add(String format, Object... arguments) {
        page.append(String.format(Locale.ROOT, format, arguments));
    }

    private static String style() {
        try (InputStream css = RunbookHtml.class.getResourceAsStream("runbook.css")) {
            return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The style sheet is missing from the jar.", e);
        }
    }
}
