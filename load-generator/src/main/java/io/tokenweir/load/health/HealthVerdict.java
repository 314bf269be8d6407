package io.tokenweir.load.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Verdict;

/**
 * Whether the meter was healthy in a second: valid within the bounds, suspect past half of one, invalid past one. The bound
 * on the error relative to the TTFT is judged where the TTFT is known.
 */
public record HealthVerdict(Verdict verdict, List<String> reasons) {
    private static final long LAG_BOUND_NANOS = 5_000_000L;
    private static final long LATENESS_BOUND_NANOS = 5_000_000L;

    public static HealthVerdict of(MeterHealth health) {
        List<String> invalid = new ArrayList<>();
        List<String> suspect = new ArrayList<>();
        judge("loop lag p99", health.getLoopLagP99Nanos(), LAG_BOUND_NANOS, invalid, suspect);
        judge("pause", health.getPauseMaxNanos(), PauseMeter.LONG_PAUSE_NANOS, invalid, suspect);
        judge("lateness p99", health.getLatenessP99Nanos(), LATENESS_BOUND_NANOS, invalid, suspect);
        if (health.getEventsLost() > 0) {
            invalid.add(health.getEventsLost() + " events lost");
        }
        if (!invalid.isEmpty()) {
            return new HealthVerdict(Verdict.INVALID, List.copyOf(invalid));
        }
        return new HealthVerdict(suspect.isEmpty() ? Verdict.VALID : Verdict.SUSPECT, List.copyOf(suspect));
    }

    private static void judge(String what, long nanos, long bound, List<String> invalid, List<String> suspect) {
        String reason = String.format(Locale.ROOT, "%s %.1f ms (bound %.0f ms)", what, nanos / 1e6, bound / 1e6);
        if (nanos > bound) {
            invalid.add(reason);
        } else if (nanos * 2 > bound) {
            suspect.add(reason);
        }
    }
}
