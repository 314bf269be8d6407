package io.tokenweir.report.chart;

import java.util.Locale;

/**
 * Writes one SVG image, element by element. Colours come from the page's style sheet by class name, so that one drawing
 * serves light, dark and print. Not thread-safe.
 */
public final class Svg {
    private final StringBuilder body = new StringBuilder();
    private final double width;
    private final double height;
    private final String description;

    /** @param description what the picture shows, for those who do not see it */
    public Svg(double width, double height, String description) {
        this.width = width;
        this.height = height;
        this.description = description;
    }

    public Svg rect(String cssClass, double x, double y, double w, double h) {
        element("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>", cssClass, n(x), n(y), n(w), n(h));
        return this;
    }

    public Svg line(String cssClass, double x1, double y1, double x2, double y2) {
        element("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>", cssClass, n(x1), n(y1), n(x2), n(y2));
        return this;
    }

    public Svg circle(String cssClass, double x, double y, double radius) {
        element("<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>", cssClass, n(x), n(y), n(radius));
        return this;
    }

    /** @param data as in the {@code d} attribute */
    public Svg path(String cssClass, String data) {
        if (!data.isEmpty()) {
            element("<path class=\"%s\" d=\"%s\"/>", cssClass, data);
        }
        return this;
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    public Svg text(String cssClass, double x, double y, String anchor, String text) {
        element(
                "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>",
                cssClass, n(x), n(y), anchor, escape(text));
        return this;
    }

    private void element(String format, Object... arguments) {
        body.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    /** The finished image, to stand inline in a page. */
    public String render() {
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">%n%s</svg>%n",
                n(width),
                n(height),
                escape(description),
                body);
    }

    /** A coordinate with a tenth of a unit. */
    public static String n(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Text that is safe in HTML and in attributes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
