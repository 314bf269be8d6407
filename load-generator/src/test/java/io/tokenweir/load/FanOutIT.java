package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.RequestEvent;
import io.tokenweir.load.certificate.ArrivalCertificate;

class FanOutIT {
    private final CollectedEvents events = new CollectedEvents();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    @Test
    void makesSoManyCallsOfEachActionUnderOneTrace() throws Exception {
        LoadResult result = run("per-vu-iterations, vus: 2, iterations: 3", "calls: 6, parallelism: 3", 200);
        Map<String, List<RequestEvent>> byTrace = started();
        assertThat(byTrace).hasSize(6);
        assertThat(byTrace.values()).allSatisfy(calls -> {
            assertThat(calls).hasSize(6);
            assertThat(calls.stream().map(RequestEvent::getParentRequestId).collect(Collectors.toSet()))
                    .hasSize(1)
                    .allMatch(parent -> parent.endsWith(".action"));
        });
        assertThat(result.actions().actions()).isEqualTo(6);
        assertThat(result.actions().complete()).isEqualTo(6);
        assertThat(result.actions().latencyMaxNanos())
                .isGreaterThanOrEqualTo(result.actions().latencyP50Nanos());
    }

    @Test
    void keepsSoManyCallsOpenAtOnceAndNoMore() throws Exception {
        CyclicBarrier allThree = new CyclicBarrier(3);
        String yaml = yaml("per-vu-iterations, vus: 1, iterations: 2", "calls: 6, parallelism: 3");
        try (ScriptedServer server = new ScriptedServer((n, head, body, out, socket) -> {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            allThree.await();
            open.decrementAndGet();
            ScriptedServer.write(out, ScriptedServer.stream(2));
        })) {
            assertThat(Runs.run(Runs.plan(yaml, server.url(), 1, events.output()))
                            .actions()
                            .complete())
                    .isEqualTo(2);
        }
        assertThat(mostOpen).hasValue(3);
    }

    @Test
    void countsAnActionWithARefusedCallAsIncomplete() throws Exception {
        LoadResult result = run("per-vu-iterations, vus: 1, iterations: 2", "calls: 4, parallelism: 2", 500);
        assertThat(result.actions().actions()).isEqualTo(2);
        assertThat(result.actions().complete()).isZero();
        assertThat(result.counters().started()).isEqualTo(8);
    }

    @Test
    void stopsAnActionThatItsBudgetCutsShort() throws Exception {
        String yaml =
                "budget: {requests: 5}\n" + yaml("constant-vus, vus: 1, duration: 60s", "calls: 4, parallelism: 2");
        try (ScriptedServer server = new ScriptedServer(
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(2)))) {
            LoadResult result = Runs.run(Runs.plan(yaml, server.url(), 1, events.output()));
            assertThat(server.requests()).isEqualTo(5);
            assertThat(result.actions().complete()).isEqualTo(1);
        }
    }

    @Test
    void certifiesTheArrivalsOfActionsNotOfTheirCalls() throws Exception {
        LoadResult result =
                run("constant-arrival-rate, rate: 20, duration: 1s, maxVUs: 20", "calls: 3, parallelism: 1", 200);
        ArrivalCertificate certificate = result.arrivalCertificates().get(0);
        assertThat(result.actions().actions()).isEqualTo(20);
        assertThat(started().values()).allMatch(calls -> calls.size() == 3);
        assertThat(certificate.offered()).isEqualTo(20);
    }

    private LoadResult run(String executor, String fanOut, int status) throws Exception {
        try (ScriptedServer server = new ScriptedServer((n, head, body, out, socket) -> ScriptedServer.write(
                out, status == 200 ? ScriptedServer.stream(2) : ScriptedServer.refusal(status, "", "{}")))) {
            return Runs.run(Runs.plan(yaml(executor, fanOut), server.url(), 4, events.output()));
        }
    }

    private static String yaml(String executor, String fanOut) {
        return "scenarios:\n  main: {executor: " + executor + ", fanOut: {" + fanOut + "}, maxTokens: 4}\n";
    }

    private Map<String, List<RequestEvent>> started() {
        Map<String, List<RequestEvent>> byTrace = events.requests()
                .filter(event -> event.getStarted() != null)
                .collect(Collectors.groupingBy(RequestEvent::getTraceId));
        return byTrace;
    }
}
