package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.Tick;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;

class EventChecksTest {
    private static final long NOW_MILLIS = 1_800_000_000_000L;
    private static final long NOW_MICROS = NOW_MILLIS * 1000;
    private static final long BEYOND_A_WEEK_NANOS = Duration.ofDays(7).toNanos() + 1;

    private final FakeInstance instance = new FakeInstance("run", "gen", 0);

    static Stream<Arguments> headers() {
        return Stream.of(
                header("the run or the instance is missing", h -> h.setRunId("")),
                header("the run or the instance is missing", h -> h.setRunId(" \t")),
                header("the run or the instance is missing", h -> h.setInstance(" ")),
                header("the segment (-1) or the sequence number (0) is negative", h -> h.setSegment(-1)),
                header("the segment (0) or the sequence number (-7) is negative", h -> h.setSeq(-7)),
                header("the run is longer than 1000 characters (1001)", h -> h.setRunId("r".repeat(1001))),
                header("the run is not UTF-8", h -> h.setRunId("run\uFFFD")),
                header("the instance is not UTF-8", h -> h.setInstance("\uFFFD")),
                header("the event time (1000 us) lies before the year 2000", h -> h.setEventTimeMicros(1000)),
                header(
                        "the event time (4102444800000000 us) lies more than a day ahead of the clock",
                        h -> h.setEventTimeMicros(4_102_444_800_000_000L)));
    }

    static Stream<Arguments> ticks() {
        return Stream.of(
                tick("tick.offered is beyond 10^15 (9223372036854775807)", t -> t.setOffered(Long.MAX_VALUE)),
                tick("tick.inFlight is beyond ten million (2147483647)", t -> t.setInFlight(Integer.MAX_VALUE)),
                tick(
                        "tick.health.loopLagP99Nanos is negative (-5)",
                        t -> t.getHealth().setLoopLagP99Nanos(-5)),
                tick(
                        "tick.health.eventsLost is beyond 10^15 (9223372036854775807)",
                        t -> t.getHealth().setEventsLost(Long.MAX_VALUE)));
    }

    static Stream<Arguments> attempts() {
        return Stream.of(
                attempt("durationNanos is negative (-1)", a -> a.setDurationNanos(-1)),
                attempt(
                        "durationNanos is beyond a week (" + BEYOND_A_WEEK_NANOS + ")",
                        a -> a.setDurationNanos(BEYOND_A_WEEK_NANOS)),
                attempt("ttftNanos is negative (-2)", a -> a.setTtftNanos(-2L)),
                attempt("outputTokens is beyond 2^31 (2147483648)", a -> a.setOutputTokens(1L << 31)),
                attempt("inputTokens is negative (-1)", a -> a.setInputTokens(-1)),
                attempt(
                        "an axis of headroomPpm is longer than 1000 characters (1001)",
                        a -> a.setHeadroomPpm(Map.of("x".repeat(1001), 1L))),
                attempt("costPico is negative (-1)", a -> a.setCostPico(-1)),
                attempt(
                        "costPico is beyond 100,000 units of the currency (9223372036854775807)",
                        a -> a.setCostPico(Long.MAX_VALUE)));
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                end("durationNanos is beyond a week (9223372036854775807)", e -> e.setDurationNanos(Long.MAX_VALUE)),
                end("queueWaitNanos is negative (-1)", e -> e.setQueueWaitNanos(-1)),
                end("wastedCostPico is negative (-7)", e -> e.setWastedCostPico(-7)));
    }

    static Stream<Arguments> chunks() {
        return Stream.of(
                chunk("the model is not UTF-8", c -> c.getSeries().setModel("m\uFFFD")),
                chunk(
                        "the stage is longer than 1000 characters",
                        c -> c.getSeries().setStage("s".repeat(1001))),
                chunk("gapsMicros is negative (-3)", c -> c.setGapsMicros(List.of(-3L, 1L))),
                chunk(
                        "gapsMicros is beyond a week (9223372036854775807)",
                        c -> c.setGapsMicros(List.of(1L, Long.MAX_VALUE))),
                chunk("the kinds count 2 arrivals, but there are 1 gaps", c -> c.setGapsMicros(List.of(1L))),
                chunk("startLagNanos + ttftNanos is negative", c -> {
                    c.setTtftNanos(1_000_000L);
                    c.setStartLagNanos(Long.MAX_VALUE);
                }),
                chunk("startLagNanos + ttftNanos is beyond a week", c -> {
                    c.setTtftNanos(1_000_000L);
                    c.setStartLagNanos(BEYOND_A_WEEK_NANOS);
                }));
    }

    @Test
    void whatAGeneratorSendsPasses() {
        assertThat(EventChecks.problem(attemptEvent(), NOW_MILLIS)).isNull();
        assertThat(EventChecks.problem(endedEvent(), NOW_MILLIS)).isNull();
        assertThat(EventChecks.problem(chunkEvent(), NOW_MILLIS)).isNull();
    }

    @Test
    void whatMayTakeLongMayTakeAWeek() {
        RequestEvent event = attemptEvent();
        event.getAttemptEnded().setDurationNanos(BEYOND_A_WEEK_NANOS - 1);

        assertThat(EventChecks.problem(event, NOW_MILLIS)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void aHeaderThatCannotBeIsNamed(String problem, Consumer<EventHeader> change) {
        RequestEvent request = endedEvent();
        TokenEvent tokens = chunkEvent();
        request.getHeader().setSeq(0);
        tokens.getHeader().setSeq(0);
        change.accept(request.getHeader());
        change.accept(tokens.getHeader());

        assertThat(EventChecks.problem(request, NOW_MILLIS)).isEqualTo(problem);
        assertThat(EventChecks.problem(tokens, NOW_MILLIS)).isEqualTo(problem);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ticks")
    void aTickThatCannotBeIsNamed(String problem, Consumer<Tick> change) {
        RequestEvent event = instance.requestTick(NOW_MICROS, 1, 1, new MeterHealth());
        change.accept(event.getTick());

        assertThat(EventChecks.problem(event, NOW_MILLIS)).isEqualTo(problem);
    }

    @Test
    void anAccountsNameThatIsTooLongIsNamed() {
        RequestEvent event = endedEvent();
        event.setAccountId("a".repeat(1001));

        assertThat(EventChecks.problem(event, NOW_MILLIS))
                .isEqualTo("the account is longer than 1000 characters (1001)");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attempts")
    void anAttemptThatCannotBeIsNamed(String problem, Consumer<AttemptEnded> change) {
        RequestEvent event = attemptEvent();
        change.accept(event.getAttemptEnded());

        assertThat(EventChecks.problem(event, NOW_MILLIS)).isEqualTo(problem);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void aRequestThatCannotBeIsNamed(String problem, Consumer<RequestEnded> change) {
        RequestEvent event = endedEvent();
        change.accept(event.getEnded());

        assertThat(EventChecks.problem(event, NOW_MILLIS)).isEqualTo(problem);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chunks")
    void aChunkThatCannotBeIsNamed(String problem, Consumer<TokenChunk> change) {
        TokenEvent event = chunkEvent();
        change.accept(event.getChunk());

        assertThat(EventChecks.problem(event, NOW_MILLIS)).startsWith(problem);
    }

    private RequestEvent attemptEvent() {
        return instance.attemptEnded(NOW_MICROS, "model", Outcome.OK, 1_000_000);
    }

    private RequestEvent endedEvent() {
        return instance.ended(NOW_MICROS, "model", Outcome.OK, 1_000_000);
    }

    private TokenEvent chunkEvent() {
        return instance.chunk(NOW_MICROS, "model", 0, 100, 200);
    }

    private static Arguments header(String problem, Consumer<EventHeader> change) {
        return arguments(problem, change);
    }

    private static Arguments tick(String problem, Consumer<Tick> change) {
        return arguments(problem, change);
    }

    private static Arguments attempt(String problem, Consumer<AttemptEnded> change) {
        return arguments(problem, change);
    }

    private static Arguments end(String problem, Consumer<RequestEnded> change) {
        return arguments(problem, change);
    }

    private static Arguments chunk(String problem, Consumer<TokenChunk> change) {
        return arguments(problem, change);
    }
}
