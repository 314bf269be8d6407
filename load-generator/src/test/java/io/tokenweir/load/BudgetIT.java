package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.events.PartitionLedger;

class BudgetIT {
    private final CollectedEvents events = new CollectedEvents();

    @TempDir
    Path folder;

    @Test
    void neverPassesATokenBudgetWithTwentyRequestsInFlight() throws Exception {
        LoadResult result = run(
                "budget: {tokens: 2000}\n",
                "executor: constant-vus, vus: 20, duration: 30s, prompt: {tokens: 10}, maxTokens: 8");
        assertThat(result.stopReason()).contains("2000 tokens");
        assertThat(tokens()).isBetween(1_000L, 2_000L);
    }

    @Test
    void keepsFreeWhatRecordedBodiesMayCost() throws Exception {
        String body = "{\"weight\": 1, \"body\": {\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}],"
                + " \"max_tokens\": 8}}\n";
        Path file = Files.writeString(folder.resolve("bodies.jsonl"), body);
        run("budget: {tokens: 1000}\n", "executor: constant-vus, vus: 20, duration: 30s, prompt: {file: " + file + "}");
        assertThat(tokens()).isBetween(500L, 1_000L);
    }

    @Test
    void keepsFreeWhatEachOfSeveralAnswersMayCost() throws Exception {
        String body = "{\"weight\": 1, \"body\": {\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}],"
                + " \"max_tokens\": 8, \"n\": 100}}\n";
        Path file = Files.writeString(folder.resolve("bodies.jsonl"), body);

        LoadResult result = run(
                "budget: {tokens: 2000}\n",
                "executor: constant-vus, vus: 20, duration: 30s, prompt: {file: " + file + "}");

        // 800 tokens of answers are kept free for each attempt, so no more than two are open at a time
        assertThat(result.stopReason()).contains("2000 tokens");
        assertThat(result.counters().attempts()).isBetween(2L, 20L);
    }

    @Test
    void countsAnAnswerWithoutUsageAsAllThatItCouldHaveBeen() throws Exception {
        String silent =
                ScriptedServer.stream(8).replaceFirst("data: \\{\"choices\":\\[],\"usage.*\\n\\n(?=data: \\[DONE)", "");
        int missing = ScriptedServer.stream(8).length() - silent.length();
        int length = silent.length() - silent.indexOf("\r\n\r\n") - 4;
        String answer = silent.replace("Content-Length: " + (length + missing), "Content-Length: " + length);
        try (ScriptedServer server =
                new ScriptedServer((n, head, body, out, socket) -> ScriptedServer.write(out, answer))) {
            Runs.run(Runs.plan(
                    "budget: {tokens: 340}\nscenarios:\n  main: {executor: constant-vus, vus: 1, duration: 30s,"
                            + " prompt: {tokens: 10}, maxTokens: 8}\n",
                    server.url(),
                    1,
                    events.output()));
            assertThat(server.requests()).isEqualTo(10);
        }
    }

    @Test
    void refusesATraceOfBodiesWithoutALimitOnOutput() throws IOException {
        Path file =
                Files.writeString(folder.resolve("trace.jsonl"), "{\"timestamp\": 0, \"body\": {\"messages\": []}}\n");
        assertThatThrownBy(() -> run("budget: {tokens: 1000}\n", "executor: trace-replay, trace: {file: " + file + "}"))
                .isNotInstanceOf(ExecutionException.class)
                .hasMessageContaining("row 1 sets no limit on output tokens");
    }

    private LoadResult run(String budget, String load) throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(8)))) {
            return Runs.run(
                    Runs.plan(budget + "scenarios:\n  main: {" + load + "}\n", server.url(), 20, events.output()));
        }
    }

    private long tokens() {
        return events.ledger().snapshot(0).stream()
                        .mapToLong(PartitionLedger::getInputTokens)
                        .sum()
                + events.attempts().stream()
                        .mapToLong(attempt -> attempt.getOutputTokens())
                        .sum();
    }
}
