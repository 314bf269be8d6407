package io.tokenweir.report.threshold;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One condition in k6's manner, such as {@code p(99)<800} on a metric.
 *
 * @param metric what is judged: a latency (milliseconds), or one of the shares and counts of {@link RunFigures}
 * @param aggregate {@code p(N)}, {@code avg}, {@code min}, {@code max}, {@code count} or {@code rate}
 */
public record Threshold(String metric, String aggregate, String comparison, double bound) {
    private static final Pattern FORM = Pattern.compile(
            "\\s*(p\\(\\d+(?:\\.\\d+)?\\)|med|avg|min|max|count|rate)\\s*(<=|>=|==|!=|<|>)\\s*(-?\\d+(?:\\.\\d+)?)\\s*");

    /** Throws {@link IllegalArgumentException} with a sentence that shows the form. */
    public static Threshold parse(String metric, String condition) {
        Matcher matcher = FORM.matcher(condition);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Threshold '" + condition + "' on " + metric
                    + " is not understood; write for instance p(99)<800, avg<=250, rate>0.95 or count<10.");
        }
        RunFigures.requireKnown(metric);
        String aggregate = matcher.group(1).equals("med") ? "p(50)" : matcher.group(1);
        return new Threshold(metric, aggregate, matcher.group(2), Double.parseDouble(matcher.group(3)));
    }

    /** Whether a value fulfils it. */
    public boolean holds(double value) {
        return switch (comparison) {
            case "<" -> value < bound;
            case "<=" -> value <= bound;
            case ">" -> value > bound;
            case ">=" -> value >= bound;
            case "==" -> value == bound;
            default -> value != bound;
        };
    }

    /** As it was written. */
    public String text() {
        return String.format(Locale.ROOT, "%s: %s%s%s", metric, aggregate, comparison, plain(bound));
    }

    /** At most four significant digits, without exponent or trailing zeros. */
    static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
