package io.tokenweir.common.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Verdict;

/**
 * Whether the figures of one second may be trusted, from the meter's own health: valid within every bound, suspect past half
 * of one, invalid past one. The bounds are those of docs/validity.md. Pure.
 */
public final class Validity {
    private static final double LOOP_LAG_BOUND_NANOS = 5e6;
    private static final double CANARY_BOUND_NANOS = 5e6;
    private static final double PAUSE_BOUND_NANOS = 20e6;
    private static final double LATENESS_BOUND_NANOS = 5e6;
    private static final double THROTTLED_BOUND_NANOS = 20e6;
    private static final double RECEIVE_QUEUE_BOUND_BYTES = 64 * 1024;
    private static final double ERROR_SHARE_OF_TTFT = 0.05;

    private Validity() {}

    /** One bound that was passed, wholly or by half. */
    public record Finding(String rule, String sentence) {}

    /** @param errors null when no health is known */
    public record Judgement(Verdict verdict, List<Finding> findings, ErrorBounds errors) {
        public List<String> sentences() {
            return findings.stream().map(Finding::sentence).toList();
        }
    }

    /** Of a second whose latencies nobody has summed up yet. */
    public static Judgement judge(MeterHealth health) {
        return judge(health, null);
    }

    /**
     * @param health null when no instance reported it
     * @param ttftMedianNanos null when the window has too few
     */
    public static Judgement judge(MeterHealth health, Long ttftMedianNanos) {
        if (health == null) {
            return new Judgement(
                    Verdict.UNKNOWN, List.of(new Finding("health", "no instance reported its health")), null);
        }
        Findings findings = new Findings();
        findings.check("loop lag p99", health.getLoopLagP99Nanos(), LOOP_LAG_BOUND_NANOS);
        findings.check("canary p99", health.getCanaryErrorP99Nanos(), CANARY_BOUND_NANOS);
        findings.check("pause", health.getPauseMaxNanos(), PAUSE_BOUND_NANOS, PauseCause.of(health));
        findings.check("lateness p99", health.getLatenessP99Nanos(), LATENESS_BOUND_NANOS);
        findings.check("throttled", health.getThrottledNanos(), THROTTLED_BOUND_NANOS);
        findings.checkBytes("receive queue", health.getReceiveQueueBytes(), RECEIVE_QUEUE_BOUND_BYTES);
        if (health.getEventsLost() > 0) {
            findings.add(Verdict.INVALID, "events lost", health.getEventsLost() + " events lost");
        }
        ErrorBounds errors = ErrorBounds.of(health);
        if (ttftMedianNanos != null) {
            findings.check("error bound", errors.ttftNanos(), ERROR_SHARE_OF_TTFT * ttftMedianNanos);
        }
        return new Judgement(findings.worst, List.copyOf(findings.list), errors);
    }

    /** The worse of two; not knowing is worse than a suspicion and better than knowing that it is wrong. */
    public static Verdict worse(Verdict a, Verdict b) {
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
            check(rule, nanos, boundNanos, "");
        }

        void check(String rule, long nanos, double boundNanos, String cause) {
            judge(rule, nanos, boundNanos, cause, 1e6, "ms");
        }

        void checkBytes(String rule, long bytes, double boundBytes) {
            judge(rule, bytes, boundBytes, "", 1024, "KiB");
        }

        void add(Verdict verdict, String rule, String sentence) {
            list.add(new Finding(rule, sentence));
            worst = worse(worst, verdict);
        }

        private void judge(String rule, long value, double bound, String cause, double unit, String unitName) {
            if (value > bound / 2) {
                Verdict verdict = value > bound ? Verdict.INVALID : Verdict.SUSPECT;
                double passed = verdict == Verdict.INVALID ? bound : bound / 2;
                String sentence = String.format(
                        Locale.ROOT,
                        "%s%s %.3f %s > %.3f %s",
                        rule,
                        cause,
                        value / unit,
                        unitName,
                        passed / unit,
                        unitName);
                add(verdict, rule, sentence);
            }
        }
    }
}
