package io.tokenweir.load.engine;

import java.util.Map;

import io.tokenweir.events.Decision;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.load.events.AttemptFields;
import io.tokenweir.load.events.BufferPool;
import io.tokenweir.load.events.Place;
import io.tokenweir.load.events.RequestEventBuffer;
import io.tokenweir.protocol.http.HeaderBlock;
import io.tokenweir.protocol.limit.LimitHeaders;
import io.tokenweir.protocol.provider.DeltaKind;
import io.tokenweir.protocol.provider.Usage;

/**
 * Makes the request events of one event loop; the sequence number comes later. Event times are when it is called. Makes none
 * where nobody takes them.
 */
final class RequestEvents {
    /** OpenAI's, Anthropic's, Azure's. */
    private static final String[] REQUEST_ID_HEADERS = {"x-request-id", "request-id", "apim-request-id"};

    private final RunContext run;
    private final boolean wanted;
    private final byte[] labels;
    private final BufferPool<RequestEventBuffer> buffers = RequestEventBuffer.pool();
    private final AttemptFields fields = new AttemptFields();

    RequestEvents(RunContext run) {
        this.run = run;
        this.wanted = run.lane().takesRequests();
        this.labels = RequestEventBuffer.labels(run.labels());
        fields.arrivalsByKind = new long[DeltaKind.COUNT];
    }

    void started(LogicalRequest request, Place place, int virtualUser) {
        if (!wanted) {
            return;
        }
        run.lane()
                .add(event(request, place, RequestEventKind.STARTED, 0)
                        .started(
                                virtualUser,
                                run.wall().micros(request.intendedNanos),
                                run.wall().micros(request.firstStartNanos),
                                request.prompt.tokens(),
                                request.maxTokens,
                                request.prompt.marks()));
    }

    void decision(LogicalRequest request, Place place, int attempt, Decision decision) {
        request.path(decision.getKind());
        if (!wanted) {
            return;
        }
        run.lane().add(event(request, place, RequestEventKind.DECISION, attempt).decision(decision));
    }

    void attemptEnded(LogicalRequest request, Place place, Attempt attempt, AttemptResult result) {
        if (!wanted) {
            return;
        }
        describe(attempt, result);
        fields.intendedStartMicros = run.wall().micros(request.intendedNanos);
        run.lane()
                .add(event(request, place, RequestEventKind.ATTEMPT_ENDED, attempt.number())
                        .attemptEnded(fields));
    }

    private void describe(Attempt attempt, AttemptResult result) {
        fields.outcome = OutcomeNames.inEvents(result.outcome());
        fields.status = attempt.reader().status();
        fields.errorType = result.error().type();
        fields.errorCode = result.error().code();
        fields.evidence = result.classification().evidence();
        fields.retryAfterNanos = result.classification().retryAfterNanos();
        boolean answered = attempt.reader().headersComplete();
        HeaderBlock headers = attempt.reader().headers();
        fields.limitHeaders = answered ? headers.startingWith(LimitHeaders.kept()) : Map.of();
        fields.headroomPpm = LimitHeaders.headroomPpm(fields.limitHeaders);
        fields.serverRequestId = answered ? serverRequestId(headers) : null;
        fields.responseModel = result.model();
        fields.finishReason = result.finishReason();
        fields.startMicros = run.wall().micros(attempt.startNanos);
        fields.connectNanos = attempt.connectNanos;
        fields.headersNanos = attempt.headersNanos;
        fields.ttftNanos = attempt.ttftNanos;
        fields.ttfatNanos = attempt.ttfatNanos;
        fields.lastArrivalNanos = attempt.lastArrivalNanos;
        fields.durationNanos = result.durationNanos();
        fields.tpotNanos = result.tpotNanos();
        fields.arrivals = attempt.arrivals;
        for (int i = 0; i < DeltaKind.COUNT; i++) {
            fields.arrivalsByKind[i] = attempt.arrivals(DeltaKind.of(i));
        }
        fields.degraded = result.classification().degraded();
        describe(result.usage());
        fields.costPico = result.costPico();
        fields.windowValid = !run.pauses().longPauseSince(attempt.startNanos);
        fields.pausedNanos = run.pauses().totalNanos(System.nanoTime()) - attempt.pausedBeforeNanos;
        fields.dnsNanos = attempt.costs.dnsNanos;
        fields.tcpNanos = attempt.costs.tcpNanos;
        fields.proxyNanos = attempt.costs.proxyNanos;
        fields.tlsNanos = attempt.costs.tlsNanos;
        boolean connected = result.outcome() != io.tokenweir.protocol.outcome.Outcome.CONNECT_FAILED;
        fields.httpVersion = !connected ? null : attempt.http2 ? "2" : "1.1";
    }

    private void describe(Usage usage) {
        fields.usageReported = usage != null;
        fields.inputTokens = usage == null ? 0 : usage.inputTokens();
        fields.cachedInputTokens = usage == null ? 0 : usage.cachedInputTokens();
        fields.outputTokens = usage == null ? 0 : usage.outputTokens();
        fields.reasoningTokens = usage == null ? 0 : usage.reasoningTokens();
    }

    /** @param ttftIntendedNanos negative when no token came */
    void ended(
            LogicalRequest request,
            Place place,
            Outcome outcome,
            long ttftIntendedNanos,
            long outputTokens,
            boolean sloMet,
            long endNanos) {
        if (!wanted) {
            return;
        }
        run.lane()
                .add(event(request, place, RequestEventKind.ENDED, Math.max(0, request.attempts - 1))
                        .ended(
                                outcome,
                                request.attempts,
                                request.paths,
                                run.wall().micros(request.intendedNanos),
                                (request.everStarted ? request.firstStartNanos : endNanos) - request.intendedNanos,
                                request.waitedNanos,
                                ttftIntendedNanos,
                                endNanos - request.intendedNanos,
                                outputTokens,
                                request.costPico,
                                request.wastedCostPico,
                                sloMet));
    }

    private RequestEventBuffer event(LogicalRequest request, Place place, RequestEventKind kind, int attempt) {
        return buffers.take()
                .begin(place, request.segment.number(), run.wall().micros(System.nanoTime()), kind)
                .about(request.names(place, labels), attempt);
    }

    private static String serverRequestId(HeaderBlock headers) {
        for (String name : REQUEST_ID_HEADERS) {
            String id = headers.get(name);
            if (id != null) {
                return id;
            }
        }
        return null;
    }
}
