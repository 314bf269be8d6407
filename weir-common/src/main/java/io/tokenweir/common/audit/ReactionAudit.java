package io.tokenweir.common.audit;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * Adds up what virtual users did at the edge: respect for Retry-After, retry amplification, herds after common resets, and
 * the time to the first token as the user felt it beside that of the attempt.
 *
 * <p>Pure: a function of the facts passed in, in the order in which each request made them; requests may be mixed. Audits
 * of one origin can be merged in any order. Memory grows with the seconds of the run, not with its requests. Not
 * thread-safe: one for each event loop, or for each reader of events.
 */
public final class ReactionAudit {
    private final RetryAfterCompliance retryAfter = new RetryAfterCompliance();
    private final HerdIndex herd;
    private final Map<DecisionKind, Long> decisions = new EnumMap<>(DecisionKind.class);
    private final Map<DecisionKind, Long> waits = new EnumMap<>(DecisionKind.class);
    private final AttemptCounts attemptsPerRequest = new AttemptCounts();
    private final UnclassifiedSamples unclassified = new UnclassifiedSamples();
    private final ExponentialHistogram ttftFelt = new ExponentialHistogram();
    private final ExponentialHistogram ttftAttempt = new ExponentialHistogram();
    private long attempts;
    private long retriesInVain;

    /** @param originNanos start of the run, on the clock of all facts that follow */
    public ReactionAudit(long originNanos) {
        this.herd = new HerdIndex(originNanos);
    }

    /** An attempt of the request is over. */
    public void attemptEnded(RequestTrail trail, AttemptFact attempt) {
        boolean answered = attempt.outcome() == Outcome.OK;
        attempts++;
        trail.attempts++;
        if (trail.attempts > 1) {
            herd.retried(attempt.startNanos());
            retriesInVain += answered ? 0 : 1;
        }
        if (trail.askedNanos >= 0) {
            if (attempt.target().equals(trail.refusedTarget)) {
                retryAfter.cameBack(trail.askedNanos, attempt.startNanos() - trail.refusedNanos, attempt.outcome());
            } else {
                retryAfter.wentElsewhere();
            }
            trail.askedNanos = RequestTrail.NOTHING_ASKED;
        }
        if (!answered && attempt.askedNanos() >= 0) {
            trail.askedNanos = attempt.askedNanos();
            trail.refusedNanos = attempt.endNanos();
            trail.refusedTarget = attempt.target();
            retryAfter.asked(attempt.askedNanos());
            herd.asked(attempt.endNanos(), attempt.askedNanos());
        }
    }

    /**
     * An attempt ended in a way that no rule knew.
     *
     * @param evidence masked, as in the event
     * @param body the start of the body, masked; asked for only when this sort of ending is new
     */
    public void unclassified(int status, String type, String code, String evidence, Supplier<String> body) {
        unclassified.add(status, type, code, evidence, body);
    }

    /** Something was decided. {@code waitNanos}: what is waited for it, 0 or negative when nothing is. */
    public void decided(DecisionKind kind, long waitNanos) {
        decisions.merge(kind, 1L, Long::sum);
        waits.merge(kind, Math.max(0, waitNanos), Long::sum);
    }

    /**
     * The logical request is over.
     *
     * @param ttftFeltNanos from its intended start to the first token of the answer; negative when it was not answered
     * @param ttftAttemptNanos the same token, from the start of its attempt
     */
    public void requestEnded(RequestTrail trail, long ttftFeltNanos, long ttftAttemptNanos) {
        if (trail.askedNanos >= 0) {
            retryAfter.wasNotRetried();
        }
        if (trail.attempts > 0) {
            attemptsPerRequest.add(trail.attempts, 1);
        }
        if (ttftFeltNanos >= 0) {
            ttftFelt.record(ttftFeltNanos);
            ttftAttempt.record(Math.max(0, ttftAttemptNanos));
        }
        trail.begin();
    }

    /** Adds another audit of the same origin. */
    public void merge(ReactionAudit other) {
        retryAfter.merge(other.retryAfter);
        herd.merge(other.herd);
        unclassified.merge(other.unclassified);
        other.decisions.forEach((kind, count) -> decisions.merge(kind, count, Long::sum));
        other.waits.forEach((kind, nanos) -> waits.merge(kind, nanos, Long::sum));
        other.attemptsPerRequest.forEach(attemptsPerRequest::add);
        ttftFelt.merge(other.ttftFelt);
        ttftAttempt.merge(other.ttftAttempt);
        attempts += other.attempts;
        retriesInVain += other.retriesInVain;
    }

    /** Everything so far. */
    public ReactionReport report() {
        long requests = attemptsPerRequest.requests();
        Map<String, ReactionReport.Decided> decided = new TreeMap<>();
        decisions.forEach(
                (kind, count) -> decided.put(kind.name(), new ReactionReport.Decided(count, waits.get(kind) / 1e6)));
        return new ReactionReport(
                requests,
                attempts,
                requests == 0 ? null : (Double) ((double) attempts / requests),
                attemptsPerRequest.toMap(),
                attempts - requests,
                retriesInVain,
                retryAfter.report(),
                herd.report(),
                decided,
                unclassified.report(),
                DurationFigures.of(ttftFelt),
                DurationFigures.of(ttftAttempt));
    }
}
