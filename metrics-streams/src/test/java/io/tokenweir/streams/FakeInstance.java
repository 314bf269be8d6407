package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.common.run.EventSequencer;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.ArrivalKind;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.KindRun;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RequestStarted;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.Series;
import io.tokenweir.events.Tick;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;

/** Makes the events that a load generator makes, one partition at a time. */
public final class FakeInstance {
    /** A healthy meter: everything well within half of its bound. */
    public static final MeterHealth HEALTHY = MeterHealth.newBuilder()
            .setLoopLagP99Nanos(100_000)
            .setLoopLagMaxNanos(200_000)
            .setWakeToStampP99Nanos(50_000)
            .setPauseMaxNanos(0)
            .setLatenessP99Nanos(100_000)
            .setLatenessMaxNanos(200_000)
            .setEventsWaiting(0)
            .setEventsLost(0)
            .build();

    private final RunIdentity identity;
    private final EventSequencer sequencer = new EventSequencer();
    private final int partition;

    FakeInstance(String runId, String instance, int partition) {
        this(runId, instance, 1, partition);
    }

    public FakeInstance(String runId, String instance, long epoch, int partition) {
        this.identity = new RunIdentity(runId, 0, instance, epoch);
        this.partition = partition;
    }

    /** One of five in each partition: an account lies in one. */
    private String account(long durationNanos) {
        return "account-" + partition + "-" + durationNanos % 5;
    }

    /** Takes a sequence number for a record that is never sent. */
    public void lose(String topic) {
        sequencer.next(topic, partition);
    }

    static Series series(String model) {
        return new Series("chat", "steady", "openai", model);
    }

    EventHeader header(String topic, long timeMicros) {
        return identity.header(sequencer.next(topic, partition), Vantage.GENERATOR, timeMicros);
    }

    /** One of the events that a generator makes, drawn at random. */
    public SpecificRecord any(long timeMicros, Random random) {
        String model = random.nextBoolean() ? "small" : "large";
        Outcome outcome = random.nextInt(4) == 0 ? Outcome.RATE_TOKENS : Outcome.OK;
        long duration = random.nextInt(2_000_000_000);
        return switch (random.nextInt(6)) {
            case 0 -> started(timeMicros, model);
            case 1 -> attemptEnded(timeMicros, model, outcome, duration);
            case 2 -> ended(timeMicros, model, outcome, duration);
            case 3 -> decision(timeMicros, model);
            case 4 -> chunk(timeMicros, model, 0, duration / 1000, 0, 20_000, 21_000);
            default -> chunk(timeMicros, model, 7, random.nextInt(90_000), 18_000);
        };
    }

    RequestEvent started(long timeMicros, String model) {
        RequestEvent event = request(timeMicros, RequestEventKind.STARTED, model);
        event.setStarted(new RequestStarted(1, timeMicros, timeMicros, 10, 100, List.of()));
        return event;
    }

    RequestEvent attemptEnded(long timeMicros, String model, Outcome outcome, long durationNanos) {
        RequestEvent event = request(timeMicros, RequestEventKind.ATTEMPT_ENDED, model);
        event.setAttemptEnded(AttemptEnded.newBuilder()
                .setOutcome(outcome)
                .setIntendedStartMicros(timeMicros)
                .setStartMicros(timeMicros)
                .setDurationNanos(durationNanos)
                .setTpotNanos(outcome == Outcome.OK ? durationNanos / 10 : null)
                .setArrivals(10)
                .setInputTokens(7)
                .setCachedInputTokens(3)
                .setOutputTokens(11)
                .setReasoningTokens(2)
                .setUsageReported(true)
                .setCostPico(durationNanos % 1000)
                .setRetryAfterNanos(outcome == Outcome.OK ? null : (Long) (durationNanos / 2))
                .setHeadroomPpm(
                        durationNanos % 2 == 0
                                ? Map.of()
                                : Map.of("requests", durationNanos % 1_000_000, "tokens", durationNanos % 999_983))
                .build());
        event.setAccountId(account(durationNanos));
        return event;
    }

    RequestEvent ended(long timeMicros, String model, Outcome outcome, long durationNanos) {
        RequestEvent event = request(timeMicros, RequestEventKind.ENDED, model);
        event.setEnded(RequestEnded.newBuilder()
                .setOutcome(outcome)
                .setAttempts((int) (durationNanos % 4))
                .setPaths(
                        durationNanos % 3 == 0
                                ? List.of(DecisionKind.ADMISSION_WAIT, DecisionKind.FALL_BACK)
                                : List.of())
                .setIntendedStartMicros(timeMicros)
                .setQueueWaitNanos(durationNanos / 3)
                .setRetryWaitNanos(0)
                .setDurationNanos(durationNanos)
                .setOutputTokens(11)
                .setCostPico(5)
                .setWastedCostPico(0)
                .setSloMet(outcome == Outcome.OK)
                .build());
        event.setAccountId(account(durationNanos));
        return event;
    }

    RequestEvent decision(long timeMicros, String model) {
        RequestEvent event = request(timeMicros, RequestEventKind.DECISION, model);
        event.setDecision(Decision.newBuilder()
                .setKind(DecisionKind.BACK_OFF)
                .setReason("refused")
                .setAskedWaitNanos(timeMicros % 4 == 0 ? null : (Long) 1_000_000_000L)
                .setWaitNanos(timeMicros % 5 * 700_000_000L)
                .build());
        return event;
    }

    /** @param firstArrival 0 for the chunk that holds the attempt's first token; its first gap is the time to it */
    TokenEvent chunk(long timeMicros, String model, int firstArrival, long... gapsMicros) {
        List<Long> gaps = new ArrayList<>();
        for (long gap : gapsMicros) {
            gaps.add(gap);
        }
        TokenEvent event = tokens(timeMicros, TokenEventKind.CHUNK);
        event.setChunk(TokenChunk.newBuilder()
                .setSeries(series(model))
                .setRequestIndex(1)
                .setAttempt(0)
                .setFirstArrival(firstArrival)
                .setSinceStartMicros(5)
                .setStartLagNanos(1_000)
                .setTtftNanos(firstArrival == 0 ? gapsMicros[0] * 1000 : null)
                .setTtfatNanos(firstArrival == 0 ? gapsMicros[0] * 1000 + 1 : null)
                .setGapsMicros(gaps)
                .setKinds(List.of(new KindRun(ArrivalKind.CONTENT, gapsMicros.length)))
                .setSharedReads(0)
                .build());
        return event;
    }

    public RequestEvent requestTick(long watermarkMicros, long offered, int inFlight, MeterHealth health) {
        RequestEvent event = request(watermarkMicros, RequestEventKind.TICK, null);
        event.setTick(new Tick(watermarkMicros, offered, offered, 0L, inFlight, health));
        return event;
    }

    public TokenEvent tokenTick(long watermarkMicros) {
        TokenEvent event = tokens(watermarkMicros, TokenEventKind.TICK);
        event.setTick(new Tick(watermarkMicros, 0L, 0L, 0L, 0, null));
        return event;
    }

    public RequestEvent requestEnd(long timeMicros) {
        RequestEvent event = request(timeMicros, RequestEventKind.RUN_END, null);
        event.setRunEnd(new RunEndMarker(event.getHeader().getSeq(), false));
        return event;
    }

    public TokenEvent tokenEnd(long timeMicros) {
        TokenEvent event = tokens(timeMicros, TokenEventKind.RUN_END);
        event.setRunEnd(new RunEndMarker(event.getHeader().getSeq(), false));
        return event;
    }

    private RequestEvent request(long timeMicros, RequestEventKind kind, String model) {
        RequestEvent event = new RequestEvent();
        event.setHeader(header("requests", timeMicros));
        event.setKind(kind);
        event.setRequestIndex(-1);
        event.setAttempt(0);
        event.setLabels(Map.of());
        event.setSeries(model == null ? null : series(model));
        return event;
    }

    private TokenEvent tokens(long timeMicros, TokenEventKind kind) {
        TokenEvent event = new TokenEvent();
        event.setHeader(header("tokens", timeMicros));
        event.setKind(kind);
        return event;
    }
}
