package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.Client.Answer;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;

class ChatIT {
    private static final String HELLO = "'messages':[{'role':'user','content':'hello river'}]";
    private static SimulatedProvider provider;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .mail(MailConfig.immediate())
                .model("quick", ModelConfig.fixed("quick-2026", 1, 0))
                .model("slow", ModelConfig.fixed("slow", 1, 1000))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void streamsRoleThenOneTokenPerDeltaThenFinishUsageAndDone() {
        Answer answer = client("shape")
                .post(
                        "/chat/completions",
                        "{'model':'quick','stream':true,'stream_options':{'include_usage':true},'max_tokens':5," + HELLO
                                + "}");

        assertThat(answer.header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
        assertThat(answer.frames()).last().isEqualTo("[DONE]");
        List<JsonNode> chunks = answer.chunks();
        assertThat(chunks).hasSize(1 + 5 + 1 + 1);
        assertThat(chunks.get(0).at("/choices/0/delta").toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}");
        assertThat(chunks.subList(1, 6))
                .allSatisfy(
                        chunk -> assertThat(chunk.at("/choices/0/delta/content").asText())
                                .startsWith(" "));
        assertThat(chunks.get(6).at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(chunks.get(7).at("/choices")).isEmpty();
        assertThat(chunks.get(7).at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.at("/model").asText()).isEqualTo("quick-2026");
            assertThat(chunk.at("/id")).isEqualTo(chunks.get(0).at("/id"));
            assertThat(chunk.has("usage")).isTrue();
        });
    }

    @Test
    void leavesUsageOutWhenItWasNotAskedFor() {
        Answer answer = client("plain")
                .post("/chat/completions", "{'model':'quick','stream':true,'max_tokens':2," + HELLO + "}");

        assertThat(answer.chunks()).hasSize(4).noneMatch(chunk -> chunk.has("usage"));
    }

    @Test
    void saysTheSameWordsStreamedAndWhole() {
        String body = "'model':'quick','max_tokens':6," + HELLO + "}";
        String whole = client("a").post("/chat/completions", "{" + body).at("/choices/0/message/content");
        StringBuilder streamed = new StringBuilder();
        client("b")
                .post("/chat/completions", "{'stream':true," + body)
                .chunks()
                .forEach(chunk ->
                        streamed.append(chunk.at("/choices/0/delta/content").asText()));

        assertThat(streamed).hasToString(whole);
    }

    @Test
    void servesLegacyCompletions() {
        Answer answer =
                client("old").post("/completions", "{'model':'quick','stream':true,'max_tokens':3,'prompt':'hello'}");

        assertThat(answer.chunks())
                .hasSize(4)
                .allSatisfy(chunk -> assertThat(chunk.at("/object").asText()).isEqualTo("text_completion"));
        assertThat(answer.frames()).last().isEqualTo("[DONE]");
    }

    @Test
    void namesTheFieldAtFault() {
        Answer answer = client("x").post("/chat/completions", "{'model':'quick','max_tokens':0," + HELLO + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error/param")).isEqualTo("max_tokens");
        assertThat(answer.at("/error/type")).isEqualTo("invalid_request_error");
    }

    @Test
    void padsChunksWhenTheRequestAsksForIt() {
        Answer answer = client("padded")
                .post(
                        "/chat/completions",
                        "{'model':'quick','stream':true,'stream_options':{'include_obfuscation':true},'max_tokens':3,"
                                + HELLO + "}");

        assertThat(answer.chunks().subList(1, 4)).allMatch(chunk -> chunk.has("obfuscation"));
    }

    @Test
    void logsWhatItDidWithEveryRequest() {
        client("log")
                .post(
                        "/chat/completions",
                        "{'model':'quick','stream':true,'max_tokens':4," + HELLO + "}",
                        "X-Client-Request-Id",
                        "run.0.17",
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        JsonNode line = await().until(() -> logLine("run.0.17"), found -> found != null);

        assertThat(line.at("/decision").asText()).isEqualTo("admitted");
        assertThat(line.at("/traceId").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(line.at("/contentTokens").asInt()).isEqualTo(2);
        assertThat(line.at("/inputTokens").asInt()).isEqualTo(9);
        assertThat(line.at("/tokensWritten").asInt()).isEqualTo(4);
        assertThat(line.at("/firstTokenNanos").asLong()).isPositive();
        assertThat(line.at("/lastTokenNanos").asLong())
                .as("tokens that are due together leave together")
                .isEqualTo(line.at("/firstTokenNanos").asLong());
        assertThat(line.at("/finish").asText()).isEqualTo("length");
        assertThat(line.at("/queueNanos").asLong()).isZero();
        assertThat(line.at("/prefillNanos").asLong()).isEqualTo(1_000_000);
        assertThat(line.at("/flushSpanNanos").asLong()).isPositive();
        assertThat(line.has("tokenNanos")).isFalse();
    }

    @Test
    void tellsInAHeaderWhereTheTimeWent() {
        String streamed = client("timing")
                .post("/chat/completions", "{'model':'quick','stream':true,'max_tokens':2," + HELLO + "}")
                .header("server-timing");
        String whole = client("timing")
                .post("/chat/completions", "{'model':'quick','max_tokens':2," + HELLO + "}")
                .header("server-timing");

        assertThat(streamed).matches("queue;dur=0\\.000, prefill;dur=1\\.000, lateness;dur=\\d+\\.\\d{3}.*");
        assertThat(whole).matches("queue;dur=0\\.000, prefill;dur=1\\.000, lateness;dur=\\d+\\.\\d{3}.*");
    }

    @Test
    void notesAClientThatGoesAway() throws IOException {
        String body = ("{'model':'slow','stream':true,'max_tokens':50," + HELLO + "}").replace('\'', '"');
        try (Socket socket =
                new Socket("127.0.0.1", URI.create(provider.apiUrl()).getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer gone\r\n"
                                    + "x-client-request-id: leaver\r\ncontent-length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        JsonNode line = await().until(() -> logLine("leaver"), found -> found != null);

        assertThat(line.at("/finish").asText()).isEqualTo("client_closed");
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        String one = "GET /v1/models HTTP/1.1\r\nhost: x\r\nauthorization: Bearer p\r\n\r\n";
        String last = "GET /nothing HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        try (Socket socket =
                new Socket("127.0.0.1", URI.create(provider.apiUrl()).getPort())) {
            socket.getOutputStream().write((one + one + last).getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all.split("HTTP/1.1 ")).hasSize(4);
            assertThat(all).contains("HTTP/1.1 404");
        }
    }

    private static Client client(String key) {
        return new Client(provider.apiUrl(), "sk-" + key);
    }

    private static JsonNode logLine(String clientRequestId) throws IOException {
        String lines = new Client(provider.portalUrl(), null)
                .get("/admin/requests")
                .response()
                .body();
        for (String line : lines.split("\n")) {
            JsonNode json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(line);
            if (clientRequestId.equals(json.path("clientRequestId").asText())) {
                return json;
            }
        }
        return null;
    }
}
