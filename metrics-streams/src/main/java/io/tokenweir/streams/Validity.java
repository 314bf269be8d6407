package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Verdict;

/**
 * Whether the figures of one second may be trusted, from the meter's own health.
 *
 * <p>Valid: loop lag p99 at most 5 ms, no pause above 20 ms, lateness p99 at most 5 ms, no event lost, and an error bound
 * (loop lag p99 + wake-to-stamp p99) of at most 5 % of the TTFT median that the window reports, when it has one. Past half
 * of a bound: suspect. Past it: invalid.
 */
final class Validity {
    private static final double LOOP_LAG_BOUND_NANOS = 5e6;
    private static final double PAUSE_BOUND_NANOS = 20e6;
    private static final double LATENESS_BOUND_NANOS = 5e6;
    private static final double ERROR_SHARE_OF_TTFT = 0.05;

    private Validity() {}

    /** One bound that was passed, wholly or by half. */
    record Finding(String rule, String sentence) {}

    /** @param errorBoundNanos null when no health is known */
    record Judgement(Verdict verdict, List<Finding> findings, Long errorBoundNanos) {
        List<String> sentences() {
            return findings.stream().map(Finding::sentence).toList();
        }
    }

    /**
     * @param health null when no instance reported it
     * @param ttftMedianNanos null when the window has too few
     */
    static Judgement judge(MeterHealth health, Long ttftMedianNanos) {
        if (health == null) {
            return new Judgement(
                    Verdict.UNKNOWN, List.of(new Finding("health", "no instance reported its health")), null);
        }
        Findings findings = new Findings();
        findings.check("loop lag p99", health.getLoopLagP99Nanos(), LOOP_LAG_BOUND_NANOS);
        findings.check("pause", health.getPauseMaxNanos(), PAUSE_BOUND_NANOS);
        findings.check("lateness p99", health.getLatenessP99Nanos(), LATENESS_BOUND_NANOS);
        if (health.getEventsLost() > 0) {
            findings.add(Verdict.INVALID, "events lost", health.getEventsLost() + " events lost");
        }
        long errorBound = health.getLoopLagP99Nanos() + health.getWakeToStampP99Nanos();
        if (ttftMedianNanos != null) {
            findings.check("error bound", errorBound, ERROR_SHARE_OF_TTFT * ttftMedianNanos);
        }
        return new Judgement(findings.worst, List.copyOf(findings.list), errorBound);
    }

    /** The worse of two; not knowing is worse than a suspicion and better than knowing that it is wrong. */
    static Verdict worse(Verdict a, Verdict b) {
        return rank(a) >= rank(b) ? a : b;
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case VALID -> 0;
            case SUSPECT -> 1;
            case UNKNOWN -> 2;
            case INVALID -> 3;
        };
    }

    private static final class Findings {
        private final List<Finding> list = new ArrayList<>();
        private Verdict worst = Verdict.VALID;

        void check(String rule, long nanos, double boundNanos) {
            if (nanos > boundNanos) {
                add(Verdict.INVALID, rule, sentence(rule, nanos, boundNanos));
            } else if (nanos > boundNanos / 2) {
                add(Verdict.SUSPECT, rule, sentence(rule, nanos, boundNanos / 2));
            }
        }

        void add(Verdict verdict, String rule, String sentence) {
            list.add(new Finding(rule, sentence));
            worst = worse(worst, verdict);
        }

        private static String sentence(String rule, long nanos, double boundNanos) {
            return String.format(Locale.ROOT, "%s %.3f ms > %.3f ms", rule, nanos / 1e6, boundNanos / 1e6);
        }
    }
}
