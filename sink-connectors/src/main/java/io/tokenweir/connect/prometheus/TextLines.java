package io.tokenweir.connect.prometheus;

import java.util.Map;

/** Sample lines of Prometheus' text format and of OpenMetrics, which are the same. A growing text; one thread. */
final class TextLines {
    private static final double LARGEST_PLAIN = 1e15;

    private final StringBuilder out = new StringBuilder(16 * 1024);

    /** A line as it is. */
    void plain(String... parts) {
        for (String part : parts) {
            out.append(part);
        }
        out.append('\n');
    }

    void sample(String metric, Labels labels, double value) {
        sample(metric, labels, number(value));
    }

    void sample(String metric, Labels labels, String value) {
        out.append(metric);
        char separator = '{';
        for (Map.Entry<String, String> label : labels.pairs().entrySet()) {
            out.append(separator).append(label.getKey()).append("=\"");
            escape(label.getValue());
            out.append('"');
            separator = ',';
        }
        if (separator == ',') {
            out.append('}');
        }
        out.append(' ').append(value).append('\n');
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
    }

    /** A text that parses to exactly this double. */
    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
