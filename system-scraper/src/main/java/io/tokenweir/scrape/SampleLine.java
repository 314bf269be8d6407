package io.tokenweir.scrape;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One line of the text format, read from left to right. Used once. */
final class SampleLine {
    private static final int SHOWN_LENGTH = 40;

    private final String text;
    private final int end;
    private int at;

    SampleLine(String text, int from, int end) {
        this.text = text;
        // a carriage return is no blank of the format, but harmless at the end
        this.end = end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
        this.at = from;
        skipBlanks();
    }

    boolean isEmptyOrComment() {
        return at == end || text.charAt(at) == '#';
    }

    Sample read() throws BadLineException {
        String name = name("metric", true);
        skipBlanks();
        Map<String, String> labels = at < end && text.charAt(at) == '{' ? labels() : Map.of();
        skipBlanks();
        double value = number(word("the value of '" + name + "' is missing"));
        skipBlanks();
        if (at < end) {
            timestamp(word(""));
            skipBlanks();
        }
        if (at < end) {
            throw new BadLineException("after value and time stamp comes '" + rest() + "'");
        }
        return new Sample(name, labels, value);
    }

    private Map<String, String> labels() throws BadLineException {
        Map<String, String> labels = new HashMap<>();
        at++;
        skipBlanks();
        while (at < end && text.charAt(at) != '}') {
            String label = name("label", false);
            skipBlanks();
            expect('=', "label '" + label + "'");
            skipBlanks();
            expect('"', "label '" + label + "' and its '='");
            if (labels.put(label, labelValue(label)) != null) {
                throw new BadLineException("label '" + label + "' comes twice");
            }
            skipBlanks();
            if (at < end && text.charAt(at) == ',') {
                at++;
                skipBlanks();
            } else if (at < end && text.charAt(at) != '}') {
                throw new BadLineException("after label '" + label + "' comes '" + rest() + "' instead of ',' or '}'");
            }
        }
        if (at == end) {
            throw new BadLineException("the labels have no closing '}'");
        }
        at++;
        return labels;
    }

    private String labelValue(String label) throws BadLineException {
        StringBuilder value = new StringBuilder();
        while (at < end) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            value.append(c == '\\' ? escaped(label) : c);
        }
        throw new BadLineException("the value of label '" + label + "' has no closing quote");
    }

    private char escaped(String label) throws BadLineException {
        char c = at < end ? text.charAt(at++) : ' ';
        return switch (c) {
            case 'n' -> '\n';
            case '\\', '"' -> c;
            default -> throw new BadLineException("in label '" + label + "' \\" + c + " is no escape");
        };
    }

    private String name(String what, boolean colons) throws BadLineException {
        int from = at;
        while (at < end && isNamePart(text.charAt(at), at > from, colons)) {
            at++;
        }
        if (at == from) {
            throw new BadLineException("'" + rest() + "' is no name of a " + what);
        }
        return text.substring(from, at);
    }

    private static boolean isNamePart(char c, boolean digits, boolean colons) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || colons && c == ':'
                || digits && c >= '0' && c <= '9';
    }

    private void expect(char wanted, String after) throws BadLineException {
        if (at == end || text.charAt(at) != wanted) {
            throw new BadLineException("after " + after + " comes '" + rest() + "' instead of '" + wanted + "'");
        }
        at++;
    }

    private String word(String missing) throws BadLineException {
        int from = at;
        while (at < end && !isBlank(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw new BadLineException(missing);
        }
        return text.substring(from, at);
    }

    private static double number(String word) throws BadLineException {
        String lower = word.toLowerCase(Locale.ROOT);
        switch (lower) {
            case "nan":
                return Double.NaN;
            case "inf", "+inf", "infinity", "+infinity":
                return Double.POSITIVE_INFINITY;
            case "-inf", "-infinity":
                return Double.NEGATIVE_INFINITY;
            default:
                break;
        }
        // Java takes 1d and 1f for numbers too, the format does not
        boolean suffixed = !lower.contains("x") && (lower.endsWith("d") || lower.endsWith("f"));
        double value;
        try {
            value = suffixed ? Double.NaN : Double.parseDouble(word);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            throw new BadLineException("the value '" + shown(word) + "' is no number");
        }
        return value;
    }

    private static void timestamp(String word) throws BadLineException {
        try {
            Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new BadLineException("the time stamp '" + shown(word) + "' is no whole number of milliseconds");
        }
    }

    private void skipBlanks() {
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private String rest() {
        return shown(text.substring(at, end));
    }

    private static String shown(String word) {
        return word.length() <= SHOWN_LENGTH ? word : word.substring(0, SHOWN_LENGTH) + "…";
    }
}
