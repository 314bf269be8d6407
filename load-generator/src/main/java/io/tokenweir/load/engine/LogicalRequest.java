package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.common.audit.RequestTrail;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.load.certificate.ArrivalLog;
import io.tokenweir.load.events.Place;
import io.tokenweir.load.events.RequestNames;
import io.tokenweir.load.events.SeriesRef;
import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.react.Situation;
import io.tokenweir.load.summary.LoopRecorder;

/**
 * A logical request and what has become of it so far. One per virtual user, used again; owned by the user's event loop.
 * Instants are monotonic nanoseconds.
 */
final class LogicalRequest {
    long index;
    String requestId;
    final byte[] traceId = new byte[RunContext.TRACE_ID_BYTES];
    String parentId;
    long intendedNanos;
    /** The books of the segment that it belongs to. */
    SegmentBooks segment;

    int stage;
    private ArrivalLog log;
    private int logSlot;
    Prompt prompt;
    int maxTokens;
    boolean keepsAnswer;
    String model;
    /** Model and, when it is not the usual one, target: what limits and circuits are kept for. */
    String destination;

    SeriesRef series;
    boolean onFallback;
    /** Who notes it for the summary; none in a warm-up or cool-down. */
    LoopRecorder[] recorders = {};

    /** Of the measured span, in which it was due; from 0. */
    int second;

    int attempts;
    int refusals;
    long firstStartNanos;
    boolean everStarted;
    long waitedNanos;
    long lastWaitNanos;
    long costPico;
    long wastedCostPico;
    private final RequestNames names = new RequestNames();
    private boolean named;
    final RequestTrail trail = new RequestTrail();
    final List<DecisionKind> paths = new ArrayList<>(4);

    void begin(long number, String id, long intended, int stageNumber) {
        index = number;
        requestId = id;
        intendedNanos = intended;
        stage = stageNumber;
        onFallback = false;
        attempts = 0;
        refusals = 0;
        everStarted = false;
        waitedNanos = 0;
        lastWaitNanos = 0;
        costPico = 0;
        wastedCostPico = 0;
        paths.clear();
        named = false;
        trail.begin();
    }

    /** It belongs to this series from now on. */
    void belongsTo(SeriesRef dimensions) {
        series = dimensions;
        named = false;
    }

    /**
     * Whose its events are; to be asked when everything of that is known.
     *
     * @param labels the run's, encoded
     */
    RequestNames names(Place place, byte[] labels) {
        if (!named) {
            names.set(place, requestId, index, traceId, parentId, labels, series);
            named = true;
        }
        return names;
    }

    /** Its time has come. */
    void offeredTo(ArrivalLog arrivals) {
        log = arrivals;
        logSlot = arrivals.offered(intendedNanos);
    }

    /** An attempt goes to the socket; the first is what the arrivals are judged by. */
    void sentAt(long nanos) {
        if (attempts == 1) {
            log.sent(logSlot, nanos);
        }
    }

    /** It waited for its next attempt; a wait before the first is not one between attempts. */
    void waited(long nanos) {
        waitedNanos += attempts > 0 ? nanos : 0;
    }

    void path(DecisionKind kind) {
        if (!paths.contains(kind)) {
            paths.add(kind);
        }
    }

    /** Where it stands when an attempt has ended. */
    Situation situation(AttemptResult result, Attempt attempt, long nowNanos) {
        return new Situation(
                result.outcome(),
                result.classification().retryAfterNanos(),
                attempts,
                refusals,
                waitedNanos,
                lastWaitNanos,
                onFallback,
                attempt.arrivals > 0,
                nowNanos);
    }
}
