package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RequestStarted;
import io.tokenweir.load.trace.TraceException;

class WeightedBodiesIT {
    private static final String BODIES = row(6, "a", 9) + row(3, "b", 8) + row(1, "c", 7);
    private static final String RATE = "constant-arrival-rate, rate: 100, duration: 1s, maxVUs: 40";

    private CollectedEvents events;
    private final Map<String, JsonNode> sent = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    @Test
    void drawsTheSameBodyAtEachArrivalOnOneLoopAsOnTwo() throws Exception {
        send(RATE, 1);
        List<String> one = contents();
        send(RATE, 2);
        assertThat(contents()).isEqualTo(one).hasSize(100).contains("a", "b", "c");
    }

    @Test
    void drawsForTheIterationsOfAClosedLoopTheSequenceOfAnOpenOne() throws Exception {
        send(RATE, 2);
        List<String> open = contents();
        send("constant-vus, vus: 1, duration: 60s", "", BODIES, 2, "budget: {requests: 50}\n");
        assertThat(contents()).isEqualTo(open.subList(0, 50));
    }

    @Test
    void sendsABodyAsRecordedWithTheScenariosModelAndAStream() throws Exception {
        send(RATE, 2);
        assertThat(sent.values()).allSatisfy(body -> {
            assertThat(body.path("model").asText()).isEqualTo("big");
            assertThat(body.path("stream").asBoolean()).isTrue();
            assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
            assertThat(body.path("user").asText()).isEqualTo("u-1");
        });
        assertThat(limits()).containsEntry("a", 9).containsEntry("b", 8).containsEntry("c", 7);
    }

    @Test
    void asksForTheScenariosMaxTokensWhenItSetsThem() throws Exception {
        send(RATE + ", maxTokens: 5", 2);
        assertThat(limits().values()).containsOnly(5);
        assertThat(events.requests().filter(e -> e.getStarted() != null).map(e -> e.getStarted()))
                .extracting(RequestStarted::getMaxTokens)
                .containsOnly(5);
    }

    @Test
    void booksInTheLedgerTheInputTokensOfTheServersUsage() throws Exception {
        LoadResult result = send(RATE, 2);
        assertThat(events.attempts())
                .hasSize(100)
                .extracting(AttemptEnded::getInputTokens)
                .containsOnly(10L);
        assertThat(events.ledger().snapshot(0).stream()
                        .mapToLong(PartitionLedger::getInputTokens)
                        .sum())
                .isEqualTo(1000);
        assertThat(result.lostEvents()).isZero();
    }

    @Test
    void countsBadRowsThatItWasToldToSkip() throws Exception {
        assertThat(send(RATE, ", skipBadRows: true", BODIES + "oops\n", 2, "").badTraceRows())
                .isEqualTo(1);
    }

    @Test
    void refusesABadRowBeforeAnythingIsSent() {
        assertThatThrownBy(() -> send(RATE, "", BODIES + "oops\n", 2, ""))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("bodies.jsonl:4:");
        assertThat(sent).isEmpty();
    }

    @Test
    void refusesBodiesWithoutALimitUnderABudgetOfTokens() {
        String unlimited = "{\"weight\": 1, \"body\": {\"messages\": []}}\n";
        assertThatThrownBy(() -> send(RATE, "", unlimited, 2, "budget: {tokens: 5000}\n"))
                .hasMessageContaining("bodies.jsonl:1: the body sets no limit on output tokens");
    }

    private LoadResult send(String executor, int loops) throws Exception {
        return send(executor, "", BODIES, loops, "");
    }

    private LoadResult send(String executor, String options, String rows, int loops, String more) throws Exception {
        sent.clear();
        events = new CollectedEvents();
        Path file = Files.writeString(folder.resolve("bodies.jsonl"), rows);
        String yaml =
                more + "scenarios:\n  main: {executor: " + executor + ", prompt: {file: " + file + options + "}}\n";
        try (ScriptedServer server = new ScriptedServer((n, head, body, out, socket) -> {
            sent.put(requestId(head), new ObjectMapper().readTree(body));
            ScriptedServer.write(out, ScriptedServer.stream(2));
        })) {
            return Runs.run(Runs.plan(yaml, server.url(), 20, events.output()).withLoops(loops));
        }
    }

    /** What was sent, in the order in which it was due. */
    private List<String> contents() {
        return events.requests()
                .filter(event -> event.getStarted() != null)
                .sorted(Comparator.comparing(event -> event.getStarted().getIntendedStartMicros()))
                .map(event ->
                        sent.get(event.getRequestId()).at("/messages/0/content").asText())
                .toList();
    }

    private Map<String, Integer> limits() {
        Map<String, Integer> limits = new TreeMap<>();
        sent.values()
                .forEach(body -> limits.put(
                        body.at("/messages/0/content").asText(),
                        body.path("max_tokens").asInt()));
        return limits;
    }

    private static String requestId(String head) {
        int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("x-client-request-id: ") + 21;
        return head.substring(at, head.indexOf('\r', at));
    }

    private static String row(int weight, String content, int maxTokens) {
        return "{\"weight\": " + weight + ", \"body\": {\"model\": \"recorded\", \"user\": \"u-1\", \"messages\":"
                + " [{\"role\": \"user\", \"content\": \"" + content + "\"}], \"max_tokens\": " + maxTokens + "}}\n";
    }
}
