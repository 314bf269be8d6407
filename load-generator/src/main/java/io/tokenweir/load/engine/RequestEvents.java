package io.tokenweir.load.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RequestStarted;
import io.tokenweir.events.Vantage;
import io.tokenweir.load.events.PendingRequestEvent;
import io.tokenweir.load.events.Place;
import io.tokenweir.protocol.http.HeaderBlock;
import io.tokenweir.protocol.limit.LimitHeaders;
import io.tokenweir.protocol.provider.DeltaKind;
import io.tokenweir.protocol.provider.Usage;

/**
 * Makes the request events of one event loop; the sequence number comes later. Event times are when it is called. Makes none
 * where nobody takes them.
 */
final class RequestEvents {
    private static final String[] LIMIT_HEADERS = LimitHeaders.kept();

    /** OpenAI's, Anthropic's, Azure's. */
    private static final String[] REQUEST_ID_HEADERS = {"x-request-id", "request-id", "apim-request-id"};

    private final RunContext run;
    private final boolean wanted;

    RequestEvents(RunContext run) {
        this.run = run;
        this.wanted = run.lane().takesRequests();
    }

    void started(LogicalRequest request, Place place, int virtualUser) {
        if (!wanted) {
            return;
        }
        RequestEvent event = event(request, place, RequestEventKind.STARTED, 0);
        event.setStarted(new RequestStarted(
                virtualUser,
                run.wall().micros(request.intendedNanos),
                run.wall().micros(request.firstStartNanos),
                request.prompt.tokens(),
                request.maxTokens));
        add(place, event);
    }

    void decision(LogicalRequest request, Place place, int attempt, Decision decision) {
        request.path(decision.getKind());
        if (!wanted) {
            return;
        }
        RequestEvent event = event(request, place, RequestEventKind.DECISION, attempt);
        event.setDecision(decision);
        add(place, event);
    }

    void attemptEnded(LogicalRequest request, Place place, Attempt attempt, AttemptResult result) {
        if (!wanted) {
            return;
        }
        Usage usage = result.usage();
        boolean answered = attempt.reader().headersComplete();
        RequestEvent event = event(request, place, RequestEventKind.ATTEMPT_ENDED, attempt.number());
        event.setAttemptEnded(new AttemptEnded(
                Outcome.valueOf(result.classification().outcome().name()),
                attempt.reader().status(),
                result.error().type(),
                result.error().code(),
                result.classification().evidence(),
                optional(result.classification().retryAfterNanos()),
                answered ? attempt.reader().headers().startingWith(LIMIT_HEADERS) : Map.of(),
                answered ? serverRequestId(attempt.reader().headers()) : null,
                result.model(),
                result.finishReason(),
                run.wall().micros(request.intendedNanos),
                run.wall().micros(attempt.startNanos),
                attempt.connectNanos,
                optional(attempt.headersNanos),
                optional(attempt.ttftNanos),
                optional(attempt.ttfatNanos),
                optional(attempt.lastArrivalNanos),
                result.durationNanos(),
                optional(result.tpotNanos()),
                (long) attempt.arrivals,
                byKind(attempt),
                usage == null ? 0 : usage.inputTokens(),
                usage == null ? 0 : usage.cachedInputTokens(),
                usage == null ? 0 : usage.outputTokens(),
                usage == null ? 0 : usage.reasoningTokens(),
                usage != null,
                result.costPico(),
                !run.pauses().longPauseSince(attempt.startNanos),
                run.pauses().totalNanos(System.nanoTime()) - attempt.pausedBeforeNanos,
                attempt.costs.dnsNanos,
                attempt.costs.tcpNanos,
                attempt.costs.proxyNanos,
                attempt.costs.tlsNanos,
                0L,
                result.classification().outcome() == io.tokenweir.protocol.outcome.Outcome.CONNECT_FAILED
                        ? null
                        : attempt.http2 ? "2" : "1.1",
                usage == null ? null : (Long) (usage.outputTokens() - attempt.arrivals)));
        add(place, event);
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
        RequestEvent event = event(request, place, RequestEventKind.ENDED, Math.max(0, request.attempts - 1));
        event.setEnded(new RequestEnded(
                outcome,
                request.attempts,
                List.copyOf(request.paths),
                run.wall().micros(request.intendedNanos),
                (request.everStarted ? request.firstStartNanos : endNanos) - request.intendedNanos,
                request.waitedNanos,
                optional(ttftIntendedNanos),
                endNanos - request.intendedNanos,
                outputTokens,
                request.costPico,
                request.wastedCostPico,
                sloMet));
        add(place, event);
    }

    private void add(Place place, RequestEvent event) {
        run.lane().add(new PendingRequestEvent(place, event));
    }

    private RequestEvent event(LogicalRequest request, Place place, RequestEventKind kind, int attempt) {
        return new RequestEvent(
                request.segment
                        .identity()
                        .header(0, Vantage.GENERATOR, run.wall().micros(System.nanoTime())),
                kind,
                place.accountId(),
                request.requestId,
                request.index,
                attempt,
                request.traceId,
                request.parentId,
                null,
                run.labels(),
                request.series.series(),
                null,
                null,
                null,
                null,
                null,
                null);
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

    private static Map<String, Long> byKind(Attempt attempt) {
        Map<String, Long> counts = new HashMap<>(2);
        for (int i = 0; i < DeltaKind.COUNT; i++) {
            long count = attempt.arrivals(DeltaKind.of(i));
            if (count > 0) {
                counts.put(DeltaKind.of(i).name(), count);
            }
        }
        return counts;
    }

    private static Long optional(long nanos) {
        return nanos < 0 ? null : (Long) nanos;
    }
}
