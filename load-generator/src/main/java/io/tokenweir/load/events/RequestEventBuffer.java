package io.tokenweir.load.events;

import java.util.List;
import java.util.Map;

import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEventKind;

/**
 * A request event that has everything but its sequence number, written by the event loop field by field, in the schema's order,
 * into an array that is used again. A test holds it against the generated class.
 *
 * <p>Owned by one thread at a time: the event loop that writes it, then the publishing thread, which gives it back to the loop's
 * pool. Call {@link #begin}, {@link #about}, and one of the bodies.
 */
public final class RequestEventBuffer extends BufferPool.Pooled<RequestEventBuffer> {
    /** Unions for bodies: started, attemptEnded, decision, ended, tick, runEnd. */
    private static final int BODIES = 6;

    private final BufferPool<RequestEventBuffer> pool;
    final AvroBytes fields = new AvroBytes();
    Place place;
    int segment;
    long timeMicros;
    RequestEventKind kind;
    /** Of the attempt or request that ended; else null. */
    Outcome outcome;

    long inputTokens;
    long outputTokens;
    long costPico;

    private RequestEventBuffer(BufferPool<RequestEventBuffer> pool) {
        this.pool = pool;
    }

    /** For one event loop. */
    public static BufferPool<RequestEventBuffer> pool() {
        return new BufferPool<>(RequestEventBuffer::new);
    }

    /** The labels of a run, as {@link RequestNames} takes them. */
    public static byte[] labels(Map<String, String> labels) {
        AvroBytes bytes = new AvroBytes();
        bytes.texts(labels);
        return bytes.toArray();
    }

    public RequestEventBuffer begin(Place where, int inSegment, long eventTimeMicros, RequestEventKind what) {
        place = where;
        segment = inSegment;
        timeMicros = eventTimeMicros;
        kind = what;
        outcome = null;
        inputTokens = 0;
        outputTokens = 0;
        costPico = 0;
        fields.clear();
        fields.number(what.ordinal());
        return this;
    }

    public RequestEventBuffer about(RequestNames names, int attempt) {
        names.write(fields, attempt);
        return this;
    }

    public RequestEventBuffer started(
            int virtualUser,
            long intendedStartMicros,
            long startMicros,
            int plannedInputTokens,
            int maxTokens,
            List<Long> contentMarks) {
        open(0);
        fields.number(virtualUser);
        fields.number(intendedStartMicros);
        fields.number(startMicros);
        fields.number(plannedInputTokens);
        fields.number(maxTokens);
        if (!contentMarks.isEmpty()) {
            fields.number(contentMarks.size());
            for (int i = 0; i < contentMarks.size(); i++) {
                fields.number(contentMarks.get(i));
            }
        }
        fields.number(0);
        return close(0);
    }

    public RequestEventBuffer attemptEnded(AttemptFields attempt) {
        outcome = attempt.outcome;
        inputTokens = attempt.inputTokens;
        outputTokens = attempt.outputTokens;
        costPico = attempt.costPico;
        open(1);
        attempt.write(fields);
        return close(1);
    }

    public RequestEventBuffer decision(Decision decision) {
        open(2);
        fields.number(decision.getKind().ordinal());
        fields.text(decision.getReason());
        fields.optionalNumber(decision.getAskedWaitNanos());
        fields.optionalNumber(decision.getWaitNanos());
        fields.optionalText(decision.getToModel());
        fields.optionalText(decision.getPolicy());
        fields.optionalText(decision.getToTarget());
        return close(2);
    }

    /** @param ttftIntendedNanos negative: null */
    public RequestEventBuffer ended(
            Outcome how,
            int attempts,
            List<DecisionKind> paths,
            long intendedStartMicros,
            long queueWaitNanos,
            long retryWaitNanos,
            long ttftIntendedNanos,
            long durationNanos,
            long tokens,
            long totalCostPico,
            long wastedCostPico,
            boolean sloMet) {
        outcome = how;
        open(3);
        fields.number(how.ordinal());
        fields.number(attempts);
        if (!paths.isEmpty()) {
            fields.number(paths.size());
            for (int i = 0; i < paths.size(); i++) {
                fields.number(paths.get(i).ordinal());
            }
        }
        fields.number(0);
        fields.number(intendedStartMicros);
        fields.number(queueWaitNanos);
        fields.number(retryWaitNanos);
        fields.optional(ttftIntendedNanos);
        fields.number(durationNanos);
        fields.number(tokens);
        fields.number(totalCostPico);
        fields.number(wastedCostPico);
        fields.flag(sloMet);
        return close(3);
    }

    private void open(int body) {
        for (int i = 0; i < body; i++) {
            fields.number(0);
        }
        fields.number(1);
    }

    private RequestEventBuffer close(int body) {
        for (int i = body + 1; i < BODIES; i++) {
            fields.number(0);
        }
        return this;
    }

    void recycle() {
        place = null;
        pool.giveBack(this);
    }
}
