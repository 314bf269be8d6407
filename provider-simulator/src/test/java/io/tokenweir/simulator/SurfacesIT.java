package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.tokenweir.simulator.config.AnswerConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.http.Json;

/** What each vendor's surface sends, byte for byte where it matters; the SDKs' own view of it is in SdkIT. */
class SurfacesIT {
    private static final String ASK =
            "'messages':[{'role':'user','content':'get_weather city=Oslo, get_time zone=CET'}]";
    private static final String HELLO = "'messages':[{'role':'user','content':'hello river'}]";
    private static SimulatedProvider provider;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .mail(MailConfig.immediate())
                .answers(new AnswerConfig(AnswerConfig.Mode.ECHO))
                .model("quick", ModelConfig.fixed("quick-2026", 1, 0))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void opensFillsAndClosesEachToolCallOfAChatAndEndsWithItsReason() {
        List<JsonNode> chunks = client().post(
                        "/v1/chat/completions",
                        "{'model':'quick','stream':true,'max_tokens':100," + ASK + ",'tools':["
                                + "{'type':'function','function':{'name':'get_weather','parameters':{'properties':{'city':{'type':'string'}}}}},"
                                + "{'type':'function','function':{'name':'get_time','parameters':{'properties':{'zone':{'type':'string'}}}}}]}")
                .chunks();
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        for (JsonNode chunk : chunks) {
            JsonNode call = chunk.at("/choices/0/delta/tool_calls/0");
            (call.path("index").asInt() == 0 ? first : second)
                    .append(call.at("/function/arguments").asText());
        }

        assertThat(chunks.get(0).at("/choices/0/delta/content").isNull()).isTrue();
        assertThat(chunks.get(1).at("/choices/0/delta/tool_calls/0/function").toString())
                .isEqualTo("{\"name\":\"get_weather\",\"arguments\":\"\"}");
        assertThat(first).hasToString("{\"city\":\"Oslo\"}");
        assertThat(second).hasToString("{\"zone\":\"CET\"}");
        assertThat(chunks.get(chunks.size() - 1).at("/choices/0/finish_reason").asText())
                .isEqualTo("tool_calls");
    }

    @Test
    void echoesTheLastUserMessage() {
        Answer answer = client().post("/v1/chat/completions", "{'model':'quick'," + HELLO + "}");

        assertThat(answer.at("/choices/0/message/content")).isEqualTo("hello river");
        assertThat(answer.at("/choices/0/finish_reason")).isEqualTo("stop");
        assertThat(answer.at("/usage/completion_tokens")).isEqualTo("2");
    }

    @Test
    void numbersTheEventsOfAResponseAndEndsWithTheWholeOfIt() {
        String[] events = client().post("/v1/responses", "{'model':'quick','stream':true,'input':'hello river'}")
                .response()
                .body()
                .split("\n\n");

        assertThat(events)
                .extracting(event -> event.lines().findFirst().orElse(""))
                .containsExactly(
                        "event: response.created",
                        "event: response.in_progress",
                        "event: response.output_item.added",
                        "event: response.content_part.added",
                        "event: response.output_text.delta",
                        "event: response.output_text.delta",
                        "event: response.output_text.done",
                        "event: response.content_part.done",
                        "event: response.output_item.done",
                        "event: response.completed");
        assertThat(tree(events[5]).path("sequence_number").asInt()).isEqualTo(5);
        assertThat(tree(events[9]).at("/response/output/0/content/0/text").asText())
                .isEqualTo("hello river");
        assertThat(tree(events[9]).at("/response/usage/output_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void sendsAMessageInBlocksWithAPing() {
        String[] events = anthropic("{'model':'quick','max_tokens':9,'stream':true," + HELLO + "}")
                .response()
                .body()
                .split("\n\n");

        assertThat(events)
                .extracting(event -> event.lines().findFirst().orElse(""))
                .containsExactly(
                        "event: message_start",
                        "event: content_block_start",
                        "event: ping",
                        "event: content_block_delta",
                        "event: content_block_delta",
                        "event: content_block_stop",
                        "event: message_delta",
                        "event: message_stop");
        assertThat(tree(events[4]).path("delta").toString()).isEqualTo("{\"type\":\"text_delta\",\"text\":\" river\"}");
        assertThat(tree(events[6]).at("/delta/stop_reason").asText()).isEqualTo("end_turn");
    }

    @Test
    void givesAnthropicsErrorsTheirIdAndTheirAdvice() {
        Answer answer = anthropic("{'model':'none','max_tokens':9," + HELLO + "}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/error/type")).isEqualTo("not_found_error");
        assertThat(answer.at("/error/message")).isEqualTo("model: none");
        assertThat(answer.at("/request_id")).startsWith("req_011C").isEqualTo(answer.header("request-id"));
        assertThat(answer.header("x-should-retry")).isEqualTo("false");
        assertThat(client().post("/v1/messages", "{}").at("/error/message"))
                .isEqualTo("anthropic-version: header is required");
    }

    @Test
    void servesADeploymentAndBeginsItsStreamWithWhatTheFiltersSay() {
        String path = "/openai/deployments/quick/chat/completions?api-version=2024-10-21";
        Answer answer =
                new Client(provider.portalUrl(), null).post(path, "{'stream':true," + HELLO + "}", "api-key", "any");

        assertThat(answer.chunks().get(0).at("/choices")).isEmpty();
        assertThat(answer.chunks().get(0).has("prompt_filter_results")).isTrue();
        assertThat(answer.header("apim-request-id")).isNotEmpty();
        assertThat(client().post(path.replace("quick", "none"), "{" + HELLO + "}")
                        .at("/error/code"))
                .isEqualTo("DeploymentNotFound");
        assertThat(client().post(path.replaceAll("\\?.*", ""), "{" + HELLO + "}")
                        .at("/error/message"))
                .isEqualTo("Resource not found");
    }

    @Test
    void listsWhatAnAzureResourceHas() {
        JsonNode models = client().get("/openai/models?api-version=2024-10-21").json();
        JsonNode deployment = client().get("/openai/deployments/quick?api-version=2023-03-15-preview")
                .json();

        assertThat(models.at("/data/0/capabilities/chat_completion").asBoolean())
                .isTrue();
        assertThat(deployment.path("model").asText()).isEqualTo("quick-2026");
        assertThat(deployment.path("object").asText()).isEqualTo("deployment");
        assertThat(client().get("/openai/deployments/none?api-version=2023-03-15-preview")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void tellsTheProbabilityOfEachTokenTheSameStreamedAndWhole() {
        String body = "{'model':'quick','logprobs':true,'top_logprobs':2," + HELLO;
        JsonNode whole =
                client().post("/v1/chat/completions", body + "}").json().at("/choices/0/logprobs/content");
        List<JsonNode> chunks =
                client().post("/v1/chat/completions", body + ",'stream':true}").chunks();

        assertThat(whole).hasSize(2);
        assertThat(whole.at("/0/token").asText()).isEqualTo("hello");
        assertThat(whole.at("/0/bytes")).hasSize(5);
        assertThat(whole.at("/0/top_logprobs/0/token").asText()).isEqualTo("hello");
        assertThat(whole.at("/0/top_logprobs/1/logprob").asDouble())
                .isLessThan(whole.at("/0/logprob").asDouble());
        assertThat(chunks.get(2).at("/choices/0/logprobs/content/0")).isEqualTo(whole.get(1));
        JsonNode legacy = client().post("/v1/completions", "{'model':'quick','logprobs':1,'prompt':'hello river'}")
                .json()
                .at("/choices/0/logprobs");
        assertThat(legacy.path("tokens").toString()).isEqualTo("[\"hello\",\" river\"]");
        assertThat(legacy.path("text_offset").toString()).isEqualTo("[0,5]");
        assertThat(client().post("/v1/chat/completions", "{'model':'quick','top_logprobs':2," + HELLO + "}")
                        .at("/error/param"))
                .isEqualTo("top_logprobs");
    }

    @Test
    void givesATextTheSameVectorAsNumbersAndInBase64() {
        String body = "{'model':'quick','dimensions':3,'input':['a boat','a boat'],'encoding_format':'";
        JsonNode floats = client().post("/v1/embeddings", body + "float'}").json();
        JsonNode packed = client().post("/v1/embeddings", body + "base64'}").json();

        assertThat(floats.at("/data/0/embedding")).hasSize(3).isEqualTo(floats.at("/data/1/embedding"));
        assertThat(packed.at("/data/0/embedding").asText()).hasSize(16);
        assertThat(floats.at("/usage/total_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void tellsOfAnErrorInsideAStreamInTheVendorsWay() {
        String chat = client().post(
                        "/v1/chat/completions",
                        "{'model':'quick','stream':true," + HELLO + "}",
                        "x-simulator-fault",
                        "stream@1 overloaded")
                .response()
                .body();

        assertThat(chat)
                .contains("data: {\"error\":{\"message\":\"The server is overloaded")
                .doesNotContain("[DONE]");
    }

    @Test
    void repeatsAnAnswerUnderItsIdempotencyKey() {
        String body = "{'model':'quick'," + HELLO + "}";
        String first = client().post("/v1/chat/completions", body, "idempotency-key", "k")
                .at("/id");

        assertThat(client().post("/v1/chat/completions", body, "idempotency-key", "k")
                        .at("/id"))
                .isEqualTo(first);
        assertThat(client().post("/v1/chat/completions", body).at("/id")).isNotEqualTo(first);
    }

    @Test
    void refusesWhatIsNoHttp() throws IOException {
        try (Socket socket =
                new Socket("127.0.0.1", URI.create(provider.apiUrl()).getPort())) {
            socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n");
        }
    }

    private static Answer anthropic(String body) {
        return new Client(provider.portalUrl(), null)
                .post("/v1/messages", body, "x-api-key", "any", "anthropic-version", "2023-06-01");
    }

    private static Client client() {
        return new Client(provider.portalUrl(), "sk-any");
    }

    private static JsonNode tree(String event) {
        try {
            return Json.MAPPER.readTree(event.substring(event.indexOf("data: ") + 6));
        } catch (IOException e) {
            throw new AssertionError(event, e);
        }
    }
}
