package io.tokenweir.load.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.audit.AttemptFact;
import io.tokenweir.events.Decision;
import io.tokenweir.events.Outcome;
import io.tokenweir.load.events.Place;
import io.tokenweir.load.react.RunBudget;
import io.tokenweir.load.summary.LoopRecorder;
import io.tokenweir.protocol.outcome.AnswerJudge;
import io.tokenweir.protocol.outcome.Masking;
import io.tokenweir.protocol.outcome.Transport;

/**
 * Keeps account of one loop's logical requests, each in the books of its segment: counts, events, budget, and the sums that a
 * request carries. Owned by the loop.
 */
final class RequestBooks {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBooks.class);

    private final LoadLoop loop;
    private final RunContext run;
    private final RequestEvents events;

    RequestBooks(LoadLoop loop) {
        this.loop = loop;
        this.run = loop.run();
        this.events = loop.events();
    }

    /** No virtual user was free for an arrival. */
    void dropped(LogicalRequest request, Place place) {
        SegmentBooks segment = request.segment;
        segment.counts().offered(place.partition());
        segment.counts().dropped(place.partition());
        segment.measures().dropped(request);
        segment.offered++;
        segment.dropped++;
        segment.ended++;
        run.live().offered.increment();
        run.live().dropped.increment();
        run.live().ended.increment();
        events.ended(request, place, Outcome.DROPPED, -1, 0, false, System.nanoTime());
    }

    /** A logical request is due. */
    void opened(LogicalRequest request, Place place, long nowNanos) {
        long lateness = nowNanos - request.intendedNanos;
        SegmentBooks segment = request.segment;
        loop.health().lateness(lateness);
        segment.lateness.record(Math.max(0, lateness));
        segment.measures().opened(request, lateness);
        segment.counts().offered(place.partition());
        segment.counts().open(place.partition(), 1);
        segment.offered++;
        run.live().offered.increment();
    }

    /** An attempt goes out, or failed to; the first one starts the request. */
    void started(LogicalRequest request, Place place, int virtualUser, long nanos) {
        if (!request.everStarted) {
            request.everStarted = true;
            request.firstStartNanos = nanos;
            request.segment.counts().started(place.partition());
            request.segment.started++;
            run.live().started.increment();
            events.started(request, place, virtualUser);
            request.segment.measures().started(request);
        }
    }

    /** An attempt ended: judges it and books it. */
    AttemptResult attemptEnded(
            LogicalRequest request,
            Place place,
            Attempt attempt,
            RunBudget.Reservation reservation,
            Transport transport,
            String detail,
            long endNanos) {
        attempt.flushChunk();
        AttemptResult result = judged(attempt, request.model, transport, detail, endNanos);
        events.attemptEnded(request, place, attempt, result);
        SegmentBooks segment = request.segment;
        segment.measures().attemptEnded(request, attempt, result);
        segment.audit()
                .attemptEnded(
                        request.trail,
                        new AttemptFact(
                                request.destination,
                                attempt.startNanos,
                                endNanos,
                                OutcomeNames.inEvents(result.outcome()),
                                result.classification().retryAfterNanos()));
        if (result.outcome() == io.tokenweir.protocol.outcome.Outcome.UNCLASSIFIED) {
            segment.audit()
                    .unclassified(
                            attempt.reader().status(),
                            result.error().type(),
                            result.error().code(),
                            result.classification().evidence(),
                            () -> attempt.body().length() == 0
                                    ? null
                                    : Masking.secretsAndEcho(
                                            attempt.bodyStart(AnswerJudge.SAMPLE_BYTES), attempt.requestText()));
        }
        if (!result.mayHaveCost()) {
            run.budget().settle(reservation, result.usedTokens(), result.costPico());
        }
        request.costPico += result.costPico();
        request.wastedCostPico += result.isOk() ? 0 : result.costPico();
        boolean refused =
                result.outcome().isRateRefusal() || result.outcome() == io.tokenweir.protocol.outcome.Outcome.OVERLOAD;
        request.refusals += refused ? 1 : 0;
        run.live().attempts.increment();
        segment.attempts++;
        segment.tokenArrivals += attempt.arrivals;
        if (LoopRecorder.isRefusal(result.outcome())) {
            run.live().refused.increment();
            segment.refused++;
        }
        attempt.letGo();
        return result;
    }

    /** Whatever a server sends: a request that nobody could judge would stay open for ever, and the run with it. */
    private AttemptResult judged(Attempt attempt, String model, Transport transport, String detail, long endNanos) {
        try {
            return AttemptJudge.judge(attempt, run, model, transport, detail, endNanos);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.debug("An answer could not be judged", e);
            return AttemptJudge.unjudged(attempt, e, endNanos);
        }
    }

    /** A logical request ended; {@code answer} is its last attempt, null when the end is none of an attempt's. */
    void ended(
            LogicalRequest request,
            Place place,
            Attempt attempt,
            AttemptResult answer,
            Outcome outcome,
            long endNanos) {
        long ttftIntended = answer == null || attempt.ttftNanos < 0
                ? -1
                : attempt.startNanos + attempt.ttftNanos - request.intendedNanos;
        boolean good = outcome == Outcome.OK
                && Slos.met(run.slos(), ttftIntended, answer.tpotNanos(), endNanos - request.intendedNanos);
        long tokens = answer == null ? 0 : answer.outputTokens();
        events.ended(request, place, outcome, ttftIntended, tokens, good, endNanos);
        boolean answered = outcome == Outcome.OK;
        SegmentBooks segment = request.segment;
        segment.audit().requestEnded(request.trail, answered ? ttftIntended : -1, answered ? attempt.ttftNanos : -1);
        segment.measures().ended(request, attempt, answer, outcome, good, endNanos);
        segment.counts().open(place.partition(), -1);
        segment.ended++;
        run.live().ended.increment();
    }

    /** A virtual user decided something. */
    void decided(LogicalRequest request, Place place, Decision decision) {
        events.decision(request, place, Math.max(0, request.attempts - 1), decision);
        request.segment
                .audit()
                .decided(decision.getKind(), decision.getWaitNanos() == null ? 0 : decision.getWaitNanos());
    }
}
