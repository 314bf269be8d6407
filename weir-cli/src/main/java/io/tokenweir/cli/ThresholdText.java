package io.tokenweir.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tokenweir.common.threshold.ThresholdJudge;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.common.threshold.ThresholdResult.Status;

/** Thresholds for the terminal. Pure. */
final class ThresholdText {
    private ThresholdText() {}

    /** A line each. */
    static List<String> lines(List<ThresholdResult> judged) {
        int width =
                judged.stream().mapToInt(one -> one.threshold().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (ThresholdResult one : judged) {
            String head = lines.isEmpty() ? "thresholds" : "";
            lines.add(String.format(
                            Locale.ROOT,
                            "%-10s %-12s  %-" + Math.max(1, width) + "s  %s",
                            head,
                            word(one.status()),
                            one.threshold(),
                            found(one))
                    .stripTrailing());
        }
        return lines;
    }

    /** A sentence for each that does not hold. */
    static List<String> notPassed(List<ThresholdResult> judged) {
        return judged.stream()
                .filter(one -> !one.passed())
                .map(one -> "threshold " + one.threshold() + " " + word(one.status()) + ": " + found(one))
                .toList();
    }

    /** The value, and whatever is to be said of it. */
    static String found(ThresholdResult one) {
        String value = value(one);
        if (one.reason() == null) {
            return value;
        }
        return value.isEmpty() ? one.reason() : value + ": " + one.reason();
    }

    static String value(ThresholdResult one) {
        if (one.measured() == null) {
            return "";
        }
        String unit = one.unit().equals("ms") ? " ms" : one.unit();
        return ThresholdJudge.plain(one.measured()) + unit;
    }

    /** Null when all have passed. */
    static String sentence(List<ThresholdResult> judged) {
        long failed = count(judged, Status.FAILED);
        long missing = count(judged, Status.NOT_MEASURED);
        if (failed + missing == 0) {
            return null;
        }
        String of = " of " + judged.size() + (judged.size() == 1 ? " threshold" : " thresholds");
        return failed == 0
                ? missing + of + " could not be measured, so it is not passed."
                : failed + of + " failed" + (missing == 0 ? "." : ", " + missing + " could not be measured.");
    }

    private static long count(List<ThresholdResult> judged, Status status) {
        return judged.stream().filter(one -> one.status() == status).count();
    }

    private static String word(Status status) {
        return switch (status) {
            case PASSED -> "passed";
            case FAILED -> "FAILED";
            case NOT_MEASURED -> "not measured";
        };
    }
}
