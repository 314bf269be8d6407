package io.tokenweir.tap.watch;

import java.util.List;
import java.util.Map;

import io.tokenweir.common.ledger.LedgerEntry;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RequestStarted;
import io.tokenweir.protocol.http.HeaderBlock;
import io.tokenweir.protocol.limit.LimitHeaders;
import io.tokenweir.protocol.outcome.AnswerJudge.Judged;
import io.tokenweir.protocol.outcome.Classification;
import io.tokenweir.protocol.provider.Usage;

/** Makes the events of a call and counts them. */
final class CallEvents {
    private static final Usage NO_USAGE = new Usage(0, 0, 0, 0);
    private static final int CHARACTERS_PER_TOKEN = 4;

    private CallEvents() {}

    /** A call begins with its first attempt. */
    static void started(
            WatchLoop loop,
            LogicalCalls.Begun begun,
            CallLinks links,
            RequestFacts facts,
            long startNanos,
            long nowNanos) {
        EventHeader header = loop.header(loop.micros(nowNanos));
        long micros = loop.micros(startNanos);
        RequestStarted started = RequestStarted.newBuilder()
                .setVirtualUser(0)
                .setIntendedStartMicros(micros)
                .setStartMicros(micros)
                .setPlannedInputTokens(facts.asked().length() / CHARACTERS_PER_TOKEN)
                .setMaxTokens(facts.maxTokens())
                .build();
        RequestEvent event = event(loop, begun.call(), links, header, RequestEventKind.STARTED)
                .setAttempt(begun.attempt())
                .setStarted(started)
                .build();
        loop.publish(
                event,
                event.getHeader(),
                begun.call().account,
                new LedgerEntry(),
                () -> event.getStarted().setContentMarks(loop.marks().held(facts.asked())));
    }

    static void attemptEnded(WatchLoop loop, TappedCall attempt, Judged judged, long nanos) {
        LogicalCall call = attempt.begun().call();
        Classification classification = judged.classification();
        Outcome outcome = Outcome.valueOf(classification.outcome().name());
        Usage usage = judged.usage() == null ? NO_USAGE : judged.usage();
        Arrivals arrivals = attempt.arrivals();
        HeaderBlock headers =
                attempt.reader().headersComplete() ? attempt.reader().headers() : null;
        Map<String, String> limits = headers == null ? Map.of() : headers.startingWith(LimitHeaders.kept());
        long hint = classification.retryAfterNanos();
        AttemptEnded ended = AttemptEnded.newBuilder()
                .setOutcome(outcome)
                .setStatus(attempt.reader().status())
                .setErrorType(judged.error().type())
                .setErrorCode(judged.error().code())
                .setEvidence(classification.evidence())
                .setRetryAfterNanos(known(hint))
                .setLimitHeaders(limits)
                .setHeadroomPpm(LimitHeaders.headroomPpm(limits))
                .setServerRequestId(headers == null ? null : serverRequestId(headers))
                .setResponseModel(judged.model())
                .setFinishReason(judged.finishReason())
                .setIntendedStartMicros(loop.micros(call.startNanos))
                .setStartMicros(loop.micros(attempt.startNanos))
                .setConnectNanos(attempt.connectNanos)
                .setDnsNanos(attempt.dnsNanos)
                .setTcpNanos(attempt.tcpNanos)
                .setTlsNanos(attempt.tlsNanos)
                .setHttpVersion(headers == null ? null : "1.1")
                .setHeadersNanos(known(attempt.headersNanos))
                .setTtftNanos(known(arrivals.ttftNanos()))
                .setTtfatNanos(known(arrivals.ttfatNanos()))
                .setLastArrivalNanos(known(arrivals.lastNanos()))
                .setDurationNanos(nanos - attempt.startNanos)
                .setTpotNanos(tpot(arrivals, usage))
                .setArrivals(arrivals.count())
                .setArrivalsByKind(arrivals.byKind())
                .setInputTokens(usage.inputTokens())
                .setCachedInputTokens(usage.cachedInputTokens())
                .setOutputTokens(usage.outputTokens())
                .setReasoningTokens(usage.reasoningTokens())
                .setUsageReported(judged.usage() != null)
                .setOutputTokensBeyondArrivals(
                        judged.usage() == null ? null : (Long) (usage.outputTokens() - arrivals.count()))
                .setCostPico(0)
                .setDegraded(classification.degraded())
                .build();
        EventHeader header = loop.header(loop.micros(nanos));
        RequestEvent event = event(loop, call, attempt.links(), header, RequestEventKind.ATTEMPT_ENDED)
                .setAttempt(attempt.begun().attempt())
                .setAttemptEnded(ended)
                .build();
        LedgerEntry entry = new LedgerEntry()
                .counts(0, usage.inputTokens(), usage.outputTokens(), 0, Map.of(), Map.of(outcome.name(), 1L));
        loop.publish(event, event.getHeader(), call.account, entry, null);
        loop.tally().attempt(outcome.name(), arrivals.count());
        long offset = attempt.startNanos - call.startNanos;
        call.outcome = outcome;
        call.endNanos = nanos;
        call.askedWaitNanos = hint;
        call.outputTokens = outcome == Outcome.OK ? usage.outputTokens() : 0;
        call.ttftNanos = arrivals.ttftNanos() < 0 ? call.ttftNanos : offset + arrivals.ttftNanos();
        if (loop.calls().ended(call)) {
            callEnded(loop, call, loop.micros(nanos));
        }
    }

    /** Nothing follows of a call. */
    static void callEnded(WatchLoop loop, LogicalCall call, long micros) {
        EventHeader header = loop.header(micros);
        RequestEnded ended = new RequestEnded(
                call.outcome,
                call.attempts,
                List.of(),
                loop.micros(call.startNanos),
                0L,
                call.waitedNanos,
                known(call.ttftNanos),
                call.endNanos - call.startNanos,
                call.outputTokens,
                0L,
                0L,
                call.outcome == Outcome.OK);
        RequestEvent event = event(loop, call, call.links, header, RequestEventKind.ENDED)
                .setAttempt(Math.max(call.attempts - 1, call.links.sdkRetries()))
                .setEnded(ended)
                .build();
        LedgerEntry entry = new LedgerEntry().counts(0, 0, 0, 0, Map.of(call.outcome.name(), 1L), Map.of());
        loop.publish(event, event.getHeader(), call.account, entry, null);
        loop.callEnded(call);
    }

    private static RequestEvent.Builder event(
            WatchLoop loop, LogicalCall call, CallLinks links, EventHeader header, RequestEventKind kind) {
        return RequestEvent.newBuilder()
                .setHeader(header)
                .setKind(kind)
                .setAccountId(call.account)
                .setRequestId(loop.requestId(call))
                .setRequestIndex(call.index)
                .setTraceId(links.traceId())
                .setParentRequestId(links.parent())
                .setLabels(links.labels())
                .setSeries(call.series);
    }

    private static String serverRequestId(HeaderBlock headers) {
        String id = headers.get("x-request-id");
        return id == null ? headers.get("request-id") : id;
    }

    private static Long tpot(Arrivals arrivals, Usage usage) {
        return usage.outputTokens() < 2 || arrivals.count() == 0
                ? null
                : (Long) ((arrivals.lastNanos() - arrivals.ttftNanos()) / (usage.outputTokens() - 1));
    }

    private static Long known(long nanos) {
        return nanos < 0 ? null : (Long) nanos;
    }
}
