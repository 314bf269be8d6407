package io.tokenweir.common.audit;

import java.util.List;
import java.util.Map;

/**
 * What the reactions of a run came to, ready to be written as JSON. Durations are milliseconds; what could not be computed is
 * null. docs/reactions.md defines every field.
 *
 * @param requests logical requests that made at least one attempt
 * @param amplification attempts per such request; null when there were none
 * @param attemptsPerRequest how many requests made so many attempts
 * @param retries attempts but the first of each request
 * @param retriesInVain of these, not answered
 * @param decisions by kind: how many, and what they waited in all
 * @param unclassified attempts that no rule knew
 * @param ttftFelt from the intended start to the first token of the attempt that answered: queue, refusals, waits included
 * @param ttftAttempt the same requests, from the start of the attempt that answered
 */
public record ReactionReport(
        long requests,
        long attempts,
        Double amplification,
        Map<Integer, Long> attemptsPerRequest,
        long retries,
        long retriesInVain,
        RetryAfter retryAfter,
        Herd herd,
        Map<String, Decided> decisions,
        Unclassified unclassified,
        DurationFigures ttftFelt,
        DurationFigures ttftAttempt) {

    /**
     * Whether the server's wish to wait was respected.
     *
     * @param asked attempts that were not answered and asked for a wait
     * @param cameBack of these, followed by another attempt at the same place
     * @param early of those, more than 1 ms sooner than asked
     * @param toTheSecond less than a second later than asked
     * @param later a second or more later
     * @param elsewhere went on at another model or target
     * @param notRetried given up, or still waiting at the end
     * @param compliance share of those that came back and did not come early; null when none came back
     * @param soonerMs by how much the early ones were early
     * @param beyondMs by how much the others waited longer than asked
     * @param afterEarly outcomes of the attempts that came early
     * @param afterObeyed outcomes of the others
     */
    public record RetryAfter(
            long asked,
            long cameBack,
            long early,
            long toTheSecond,
            long later,
            long elsewhere,
            long notRetried,
            Double compliance,
            DurationFigures askedMs,
            DurationFigures waitedMs,
            DurationFigures soonerMs,
            DurationFigures beyondMs,
            Map<String, Long> afterEarly,
            Map<String, Long> afterObeyed) {}

    /**
     * How clients came back after common resets (seconds into which ten refused attempts or more were asked to wait).
     *
     * @param index mean herd index, weighted by the retries after each reset; null when there was no common reset
     * @param worst the reset with the highest index
     */
    public record Herd(int commonResets, Double index, Reset worst) {}

    /**
     * One common reset.
     *
     * @param second of the run, from 0
     * @param sentAway refused attempts that were asked to wait into this second
     * @param returned retries within three seconds from its start
     * @param peak most of them within 100 ms
     * @param index herd index: variance over mean of the retries per 100 ms; null below ten retries
     */
    public record Reset(int second, int sentAway, long returned, int peak, Double index) {}

    /** How often something was decided, and what was waited for it in all. */
    public record Decided(long count, double waitedMs) {}

    /** Attempts that ended in a way that no rule knew, with samples, the most frequent first. */
    public record Unclassified(long count, List<Sample> samples) {}

    /**
     * One sort of ending that no rule knew; secrets and the prompt are masked.
     *
     * @param body start of the body; null when there was none
     */
    public record Sample(long count, int status, String type, String code, String evidence, String body) {
        Sample plus(long more) {
            return new Sample(count + more, status, type, code, evidence, body);
        }
    }
}
