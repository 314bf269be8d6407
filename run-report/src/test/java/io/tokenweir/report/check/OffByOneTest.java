package io.tokenweir.report.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.ProvisioningSums;

/** A figure that is off by one in one window, or in the run's result, is found and named. */
class OffByOneTest {
    private final CheckFixture run = new CheckFixture();

    static Stream<Arguments> figuresOfARun() {
        return Stream.of(
                of("requests attempted", a -> a.setAttemptedRequests(a.getAttemptedRequests() + 1)),
                of("attempts of them", a -> a.setEndedAttempts(a.getEndedAttempts() + 1)),
                of("requests retried", a -> a.setRetriedRequests(a.getRetriedRequests() + 1)),
                of("requests by path OBEY", a -> a.setRequestsByPath(more(a.getRequestsByPath(), "OBEY_RETRY_AFTER"))),
                of("decisions FALL_BACK", a -> a.setDecisions(more(a.getDecisions(), "FALL_BACK"))),
                of("waits asked for", a -> a.setAskedWaits(a.getAskedWaits() + 1)),
                of("waits too short", a -> a.setEarlyWaits(a.getEarlyWaits() + 1)),
                of("too short by", a -> a.setEarlyNanos(a.getEarlyNanos() + 1)),
                of("waits too long", a -> a.setLateWaits(a.getLateWaits() + 1)),
                of("longer by", a -> a.setBeyondNanos(a.getBeyondNanos() + 1)),
                of("limit told requests", a -> a.setLimitAnswers(more(a.getLimitAnswers(), "requests"))),
                of("headroom, ppm requests", a -> a.setHeadroomPpm(more(a.getHeadroomPpm(), "requests"))),
                of("least headroom, ppm requests", a -> a.setLowestHeadroomPpm(Map.of("requests", 1L))),
                of("cached input tokens", a -> a.setCachedInputTokens(a.getCachedInputTokens() + 1)),
                of("reasoning tokens", a -> a.setReasoningTokens(a.getReasoningTokens() + 1)),
                of("good requests", a -> a.setGoodRequests(a.getGoodRequests() + 1)),
                of("good output tokens", a -> a.setGoodOutputTokens(a.getGoodOutputTokens() + 1)),
                of("wasted cost", a -> a.setWastedCostPico(a.getWastedCostPico() + 1)),
                of(
                        "Retry-After histogram",
                        a -> a.getRetryAfter().setCount(a.getRetryAfter().getCount() + 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figuresOfARun")
    void aFigureOfARunIsHeldAgainstTheEventsInWindowsAndInTheResult(String named, Consumer<Aggregate> change) {
        assertHeldInWindowsAndResult(Grouping.RUN, named, change);
    }

    static Stream<Arguments> figuresOfAStage() {
        return Stream.of(
                of("requests of chat/ramp", a -> a.setRequests(more(a.getRequests(), "OK"))),
                of("attempts of chat/ramp", a -> a.setAttempts(more(a.getAttempts(), "OK"))),
                of("arrivals of chat/ramp", a -> a.setArrivals(a.getArrivals() + 1)),
                of("output tokens of chat/ramp", a -> a.setOutputTokens(a.getOutputTokens() + 1)),
                of("cost of chat/ramp", a -> a.setCostPico(a.getCostPico() + 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figuresOfAStage")
    void aStagesTotalIsHeldAgainstItsWindowsAndTheEvents(String named, Consumer<Aggregate> change) {
        assertHeldInWindowsAndResult(Grouping.STAGE, named, change);
    }

    static Stream<Arguments> figuresOfAStep() {
        return Stream.of(
                step("steps create-mailbox", p -> p.setSteps(p.getSteps() + 1)),
                step("calls of create-mailbox", p -> p.setCalls(p.getCalls() - 1)),
                step("refused calls of create-mailbox", p -> p.setRefusedCalls(p.getRefusedCalls() + 1)),
                step(
                        "seconds in create-mailbox",
                        p -> p.getLatency().setSumNanos(p.getLatency().getSumNanos() + 1)),
                step("accounts failed, no-answer", p -> p.setFailures(more(p.getFailures(), "no-answer"))),
                step("steps repeated, mail-never-came", p -> p.setRetries(more(p.getRetries(), "mail-never-came"))),
                step("accounts into MAILBOX_CREATED", p -> p.setEntered(more(p.getEntered(), "MAILBOX_CREATED"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figuresOfAStep")
    void aStepOfAccountsIsHeldAgainstTheEventsInWindowsAndInTheResult(String named, Consumer<Aggregate> change) {
        assertHeldInWindowsAndResult(Grouping.STEP, named, change);
    }

    @Test
    void throttlesByAxisAreHeldAgainstTheEventsInWindowsAndInTheResult() {
        run.windows = CheckFixture.altering(
                Grouping.RUN,
                row -> row.getFigures().setThrottledByAxis(more(row.getFigures().getThrottledByAxis(), "TPM")));
        assertNamed("throttled TPM", "1 s windows");
        run.windows = rows -> rows;
        run.results = CheckFixture.alteringResult(
                Grouping.RUN,
                result -> result.getFigures()
                        .setThrottledByAxis(more(result.getFigures().getThrottledByAxis(), "TPM")));
        assertNamed("throttled TPM", "run result");
    }

    @Test
    void keysAreHeldAgainstTheEventsByTheirNumberAndTheirSums() {
        run.results = CheckFixture.alteringResult(
                Grouping.RUN,
                result -> result.getKeys().setKeys(result.getKeys().getKeys() + 1));
        assertNamed("keys", "run result");
        run.results = CheckFixture.alteringResult(
                Grouping.RUN,
                result -> result.getKeys()
                        .getRefusals()
                        .setSum(result.getKeys().getRefusals().getSum() + 1));
        assertNamed("sum over keys, refusals", "run result");
    }

    @Test
    void aKeysFigureInTheFirstTenAndTheFairnessAndTheWorstKeyAreHeldAgainstTheEvents() {
        run.results = CheckFixture.alteringResult(Grouping.RUN, result -> {
            var first = result.getKeys().getOutputTokens().getTop().get(0);
            first.setOutputTokens(first.getOutputTokens() + 1);
        });
        assertNamed("spread over keys, output tokens", "run result");
        run.results = CheckFixture.alteringResult(
                Grouping.RUN,
                result -> result.getKeys()
                        .getOkRequests()
                        .setJain(Math.nextUp(result.getKeys().getOkRequests().getJain())));
        assertNamed("spread over keys, requests OK", "run result");
        run.results = CheckFixture.alteringResult(
                Grouping.RUN,
                result -> result.getKeys()
                        .getWorst()
                        .setAttempts(result.getKeys().getWorst().getAttempts() - 1));
        assertNamed("spread over keys, worst key", "run result");
    }

    @Test
    void aStepThatIsMissingInTheTopicIsNamed() {
        run.accountEvents = CheckFixture.without(1);
        assertThat(run.check().differences())
                .anySatisfy(text -> assertThat(text).startsWith("steps create-mailbox: raw topics has 3"));
    }

    @Test
    void stepsAreNotComparedBeforeTheirEnd() {
        run.accountEvents = events -> events.subList(0, 3);
        assertThat(run.check().differences()).isEmpty();
        assertThat(run.check().rows())
                .extracting(CheckResult.Row::title)
                .noneMatch(title -> title.startsWith("steps "));
    }

    private void assertHeldInWindowsAndResult(Grouping grouping, String named, Consumer<Aggregate> change) {
        run.windows = CheckFixture.altering(grouping, row -> change.accept(row.getWindow()));
        assertNamed(named, "1 s windows");
        run.windows = rows -> rows;
        run.results = CheckFixture.alteringResult(grouping, result -> change.accept(result.getTotals()));
        assertNamed(named, "run result");
    }

    private void assertNamed(String quantity, String source) {
        CheckResult result = run.check();
        assertThat(result.equal()).isFalse();
        assertThat(result.differences())
                .anySatisfy(text -> assertThat(text).startsWith(quantity).contains(source));
    }

    private static Arguments of(String named, Consumer<Aggregate> change) {
        return Arguments.of(named, change);
    }

    private static Arguments step(String named, Consumer<ProvisioningSums> change) {
        return of(named, aggregate -> change.accept(aggregate.getProvisioning()));
    }

    private static Map<String, Long> more(Map<String, Long> counts, String name) {
        Map<String, Long> more = new HashMap<>(counts);
        more.merge(name, 1L, Long::sum);
        return more;
    }
}
