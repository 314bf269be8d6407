package io.tokenweir.common.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.Series;
import io.tokenweir.events.Vantage;

class EventAuditTest {
    private static final long START_MICROS = 1_795_000_000_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final EventAudit audit = new EventAudit();

    @Test
    void findsInEventsWhatTheEngineFindsItself() {
        audit.add(attempt(0, 0, Outcome.RATE_REQUESTS, 2 * SECOND_NANOS));
        audit.add(decision());
        audit.add(attempt(1, 2_100_000, Outcome.OK, null));
        audit.add(ended());
        ReactionReport report = audit.report();
        assertThat(report.amplification()).isEqualTo(2.0);
        assertThat(report.retryAfter().toTheSecond()).isEqualTo(1);
        assertThat(report.retryAfter().beyondMs().max()).isEqualTo(90);
        assertThat(report.decisions()).isEqualTo(Map.of("OBEY_RETRY_AFTER", new ReactionReport.Decided(1, 2_050)));
        assertThat(report.ttftFelt().max()).isEqualTo(2_105);
        assertThat(report.ttftAttempt().max()).isEqualTo(5);
    }

    @Test
    void knowsNothingBeforeTheFirstEvent() {
        assertThat(audit.report()).isNull();
    }

    private static RequestEvent attempt(int number, long atMicros, Outcome outcome, Long asked) {
        RequestEvent event = event(RequestEventKind.ATTEMPT_ENDED);
        event.setAttempt(number);
        event.setAttemptEnded(AttemptEnded.newBuilder()
                .setOutcome(outcome)
                .setRetryAfterNanos(asked)
                .setIntendedStartMicros(START_MICROS)
                .setStartMicros(START_MICROS + atMicros)
                .setTtftNanos(outcome == Outcome.OK ? 5_000_000L : null)
                .setDurationNanos(10_000_000L)
                .setArrivals(0)
                .setInputTokens(0)
                .setCachedInputTokens(0)
                .setOutputTokens(0)
                .setReasoningTokens(0)
                .setUsageReported(false)
                .setCostPico(0)
                .build());
        return event;
    }

    private static RequestEvent decision() {
        RequestEvent event = event(RequestEventKind.DECISION);
        event.setDecision(Decision.newBuilder()
                .setKind(DecisionKind.OBEY_RETRY_AFTER)
                .setReason("the server asked to wait")
                .setWaitNanos(2_050_000_000L)
                .build());
        return event;
    }

    private static RequestEvent ended() {
        RequestEvent event = event(RequestEventKind.ENDED);
        event.setEnded(RequestEnded.newBuilder()
                .setOutcome(Outcome.OK)
                .setAttempts(2)
                .setPaths(List.of())
                .setIntendedStartMicros(START_MICROS)
                .setQueueWaitNanos(0)
                .setRetryWaitNanos(2_090_000_000L)
                .setTtftIntendedNanos(2_105_000_000L)
                .setDurationNanos(2_110_000_000L)
                .setOutputTokens(0)
                .setCostPico(0)
                .setWastedCostPico(0)
                .setSloMet(true)
                .build());
        return event;
    }

    private static RequestEvent event(RequestEventKind kind) {
        return RequestEvent.newBuilder()
                .setHeader(header())
                .setKind(kind)
                .setRequestId("r-1")
                .setSeries(series())
                .build();
    }

    private static EventHeader header() {
        return new EventHeader("run-1", 0, "gen-1", 1L, 0L, Vantage.GENERATOR, START_MICROS);
    }

    private static Series series() {
        return new Series("main", "steady", "openai", "m");
    }
}
