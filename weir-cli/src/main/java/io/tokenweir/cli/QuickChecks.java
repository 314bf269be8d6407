package io.tokenweir.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tokenweir.common.scenario.Durations;

/** Reads values of the quick form's options; what is wrong with one is a sentence for the user. Pure. */
final class QuickChecks {
    private static final Pattern RATE = Pattern.compile("(\\d+(?:\\.\\d+)?)(?:/(s|m|h))?");

    private QuickChecks() {}

    /** A rate as in 200/s, 90/m or 0.5/s. */
    static double perSecond(String rate) {
        Matcher matcher = RATE.matcher(rate);
        require(matcher.matches(), "--rate " + rate + " is no rate; write for instance 200/s, 90/m or 0.5/s.");
        double number = Double.parseDouble(matcher.group(1));
        require(number > 0, "--rate must be above 0.");
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        return number / (unit.equals("s") ? 1 : unit.equals("m") ? 60 : 3_600);
    }

    /** A duration above zero. */
    static Duration duration(String option, String text) {
        try {
            Duration length = Durations.parse(text);
            require(!length.isZero(), option + " must be longer than 0.");
            return length;
        } catch (IllegalArgumentException e) {
            throw Failure.usage(option + ": " + e.getMessage() + ".");
        }
    }

    static void positive(String option, int number) {
        require(number > 0, option + " must be above 0, not " + number + ".");
    }

    static void forbid(String needed, String option, Object value) {
        require(value == null, option + " belongs to " + needed + ", which is not given.");
    }

    static String text(Duration length) {
        return String.format(Locale.ROOT, "%.3f", length.toNanos() / 1e9).replaceAll("\\.?0+$", "") + " s";
    }

    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw Failure.usage(sentence);
        }
    }
}
