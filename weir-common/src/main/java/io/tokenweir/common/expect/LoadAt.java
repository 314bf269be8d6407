package io.tokenweir.common.expect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From which load on something is expected. Immutable.
 *
 * @param declared as it was written
 * @param axis what the load is counted in; null where the onset decides
 * @param number the load, or how many times the onset
 */
public record LoadAt(String declared, Axis axis, double number) {
    private static final Pattern FORM =
            Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*(?:(x|×)\\s*onset|(requests/min|tokens/min|concurrent))\\s*");

    /** What load is counted in. */
    public enum Axis {
        CONCURRENCY("concurrent"),
        REQUESTS("requests/min"),
        /** Input and output together. */
        TOKENS("tokens/min");

        private final String text;

        Axis(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Throws {@link IllegalArgumentException} with the end of a sentence. */
    public static LoadAt parse(String text) {
        Matcher matcher = FORM.matcher(text);
        double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (number <= 0) {
            throw new IllegalArgumentException(
                    "'at: " + text
                            + "' is no load; write for instance 1.5 x onset, 90 requests/min, 50000 tokens/min or 12 concurrent");
        }
        Axis axis = null;
        for (Axis one : Axis.values()) {
            axis = one.text.equals(matcher.group(3)) ? one : axis;
        }
        return new LoadAt(text.strip(), axis, number);
    }

    /** Whether a wall must be known to say how much that is. */
    public boolean needsOnset() {
        return axis == null;
    }
}
