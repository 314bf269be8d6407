package io.tokenweir.dashboard;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;

/**
 * The numbers of one window that a person reads first. The page's tiles and the terminal's line are both made of it, so
 * they cannot disagree; both name the window's second, so that one can be held against the other.
 *
 * @param windowStartMicros start of the window, us since the Unix epoch: the second by which line and page name it
 * @param offeredPerSecond logical requests whose intended start fell into the window, per second
 * @param achievedPerSecond logical requests whose first attempt was sent, per second
 * @param inFlight open requests at the end of the window
 * @param ttftSamples how many times to first token the window has
 * @param ttftP50Nanos their median, or null
 * @param ttftTail their highest percentile that the sample count supports, or null
 * @param arrivalsPerSecond generated deltas that arrived, per second
 * @param refusedPerSecond attempts that the provider refused, per second
 * @param refused the same as counts, by cause; causes without any are left out
 * @param costPico cost of the segment so far, 10^-12 of the currency
 * @param lagMicros from the end of the window until the dashboard held its result; 0 where the result came before that,
 *     because the run ended within the window
 * @param verdict whether the figures may be trusted
 * @param reasons which bounds the meter passed
 */
public record Headline(
        String runId,
        long windowStartMicros,
        double offeredPerSecond,
        double achievedPerSecond,
        int inFlight,
        long ttftSamples,
        Long ttftP50Nanos,
        Tail ttftTail,
        double arrivalsPerSecond,
        double refusedPerSecond,
        Map<String, Long> refused,
        long costPico,
        long lagMicros,
        Verdict verdict,
        List<String> reasons) {

    /** The headline of a result that was held at {@code receivedMicros}, us since the Unix epoch. */
    public static Headline of(WindowResult result, long receivedMicros) {
        Aggregate window = result.getWindow();
        double seconds = result.getWindowSeconds();
        Map<String, Long> refused = new TreeMap<>();
        Refusal.count(window.getAttempts()).forEach((cause, attempts) -> refused.put(cause.label(), attempts));
        long refusedAttempts =
                refused.values().stream().mapToLong(Long::longValue).sum();
        return new Headline(
                result.getSeries().getRunId(),
                result.getWindowStartMicros(),
                window.getOffered() / seconds,
                window.getStarted() / seconds,
                result.getInFlight(),
                window.getTtft().getCount(),
                window.getTtft().getP50Nanos(),
                Tail.of(window.getTtft()),
                window.getArrivals() / seconds,
                refusedAttempts / seconds,
                refused,
                result.getCumulative().getCostPico(),
                Math.max(0, receivedMicros - result.getWindowEndMicros()),
                result.getVerdict(),
                result.getVerdictReasons());
    }
}
