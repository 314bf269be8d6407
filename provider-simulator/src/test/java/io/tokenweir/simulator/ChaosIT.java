package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.RawClient.End;
import io.tokenweir.simulator.RawClient.Read;
import io.tokenweir.simulator.config.LimitConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;

/** Each kind of chaos as it is on the wire. */
class ChaosIT {
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final String FOR_EVER = "60000";
    private static SimulatedProvider provider;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .mail(MailConfig.immediate())
                .model("quick", ModelConfig.fixed("quick", 1, 0).withLimits(LimitConfig.unlimited()))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void stallsBeforeTheFirstByte() throws Exception {
        rules("{'kind':'stall','millis':" + FOR_EVER + "}");

        try (RawClient client = new RawClient(provider.portalUrl())) {
            assertThat(client.chat("quick", 5, true).isQuiet()).isTrue();
        }
    }

    @Test
    void stallsAmidAStream() throws Exception {
        rules("{'kind':'stall','afterFrames':3,'millis':" + FOR_EVER + "}");

        try (RawClient client = new RawClient(provider.portalUrl())) {
            assertThat(client.chat("quick", 5, true).readEvents(3).events()).isEqualTo(3);
            assertThat(client.isQuiet()).isTrue();
        }
    }

    @Test
    void goesOnAfterAStall() throws Exception {
        rules("{'kind':'stall','afterFrames':3,'millis':40}");
        long begin = System.nanoTime();

        try (RawClient client = new RawClient(provider.portalUrl())) {
            Read read = client.chat("quick", 5, true).readUntil(LAST_CHUNK);

            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(40_000_000);
            assertThat(read.text()).contains("data: [DONE]");
        }
    }

    @Test
    void resetsBeforeTheFirstByte() throws Exception {
        rules("{'kind':'reset'}");

        assertThat(stream(5)).isEqualTo(new Read("", End.RESET));
    }

    @Test
    void resetsAmidAStream() throws Exception {
        rules("{'kind':'reset','afterFrames':2}");

        assertThat(stream(5).end()).isEqualTo(End.RESET);
    }

    @Test
    void truncatesAStreamAmidAnEvent() throws Exception {
        rules("{'kind':'truncate','afterFrames':2}");

        Read read = stream(5);

        assertThat(read.end()).isEqualTo(End.CLOSED);
        assertThat(read.events()).isEqualTo(2);
        assertThat(read.text()).doesNotEndWith("\n");
    }

    @Test
    void truncatesAWholeAnswerAmidItsBody() throws Exception {
        rules("{'kind':'truncate'}");

        Read read = whole(5);

        assertThat(read.end()).isEqualTo(End.CLOSED);
        assertThat(read.body().length()).isEqualTo(read.contentLength() / 2);
    }

    @Test
    void endsAStreamInFormButTooEarlyAndKeepsTheConnection() throws Exception {
        rules("{'kind':'end_early','afterFrames':2,'path':'/v1/chat/'}");
        try (RawClient client = new RawClient(provider.portalUrl())) {
            Read read = client.chat("quick", 5, true).readUntil(LAST_CHUNK);

            assertThat(read.events()).isEqualTo(2);
            assertThat(read.text()).doesNotContain("[DONE]");
            assertThat(client.post("/v1/completions", "{\"model\":\"quick\",\"prompt\":\"hi\",\"max_tokens\":1}")
                            .readWhole()
                            .text())
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void endsAWholeAnswerTooEarly() throws Exception {
        rules("{'kind':'end_early'}");

        Read read = whole(5);

        assertThat(read.end()).isEqualTo(End.OPEN);
        assertThat(read.body()).hasSize(read.contentLength()).doesNotContain("system_fingerprint");
    }

    @Test
    void answersFromTheEdgeInHtmlAndNotesIt() throws Exception {
        rules("{'name':'edge','kind':'edge_error','status':502}");

        Read read = whole(5);

        assertThat(read.head()).startsWith("HTTP/1.1 502 Bad Gateway").contains("content-type: text/html");
        assertThat(read.body()).contains("<h1>502 Bad Gateway</h1>");
        assertThat(newestInLog("edge").at("/decision").asText()).isEqualTo("chaos");
    }

    @Test
    void answersWithTheVendorsOwnError() throws Exception {
        rules("{'name':'vendor','kind':'error','status':500}");

        Read read = whole(5);

        assertThat(read.head()).startsWith("HTTP/1.1 500").contains("x-request-id: req_");
        assertThat(new ObjectMapper().readTree(read.body()).at("/error/type").asText())
                .isEqualTo("server_error");
        assertThat(newestInLog("vendor").at("/status").asInt()).isEqualTo(500);
    }

    @Test
    void answersInTheVoiceOfTheApiThatWasCalled() throws Exception {
        rules("{'kind':'error','status':529}");

        try (RawClient client = new RawClient(provider.portalUrl())) {
            Read read = client.post("/v1/messages", "{}").readWhole();

            assertThat(read.head()).startsWith("HTTP/1.1 529");
            assertThat(read.body()).contains("overloaded_error");
        }
    }

    @Test
    void putsTheVendorsErrorIntoAStream() throws Exception {
        rules("{'kind':'stream_error','afterFrames':2}");

        try (RawClient client = new RawClient(provider.portalUrl())) {
            Read read = client.chat("quick", 5, true).readUntil(LAST_CHUNK);

            assertThat(read.body()).contains("\"content\"").contains("data: {\"error\":");
            assertThat(read.body()).doesNotContain("finish_reason\":\"length");
        }
    }

    @Test
    void dripsTheHead() throws Exception {
        rules("{'kind':'slow_headers','bytes':50,'millis':5}");
        long begin = System.nanoTime();

        try (RawClient client = new RawClient(provider.portalUrl())) {
            Read read = client.chat("quick", 5, true).readUntil(LAST_CHUNK);

            int pieces = read.head().length() / 50;
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(pieces * 5_000_000L);
            assertThat(read.text()).startsWith("HTTP/1.1 200 OK").contains("[DONE]");
        }
    }

    @Test
    void promisesMoreThanComes() throws Exception {
        rules("{'kind':'wrong_length','bytes':100}");

        Read read = whole(5);

        assertThat(read.end()).isEqualTo(End.CLOSED);
        assertThat(read.contentLength()).isEqualTo(read.body().length() + 100);
    }

    @Test
    void promisesLessThanComesOfAStreamToo() throws Exception {
        rules("{'kind':'wrong_length','bytes':-5}");

        Read read;
        try (RawClient client = new RawClient(provider.portalUrl())) {
            read = client.chat("quick", 5, true).readUntil("[DONE]\n\n");
        }

        assertThat(read.head()).doesNotContain("transfer-encoding");
        assertThat(read.contentLength()).isEqualTo(read.body().length() - 5);
        assertThat(read.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void namesTheRuleInTheRequestLogAndTellsWhatTheServiceDecided() throws Exception {
        rules("{'name':'mine','kind':'truncate','afterFrames':2}");

        stream(5);

        JsonNode truth = newestInLog("mine");
        assertThat(truth.at("/decision").asText()).isEqualTo("admitted");
        assertThat(truth.at("/status").asInt()).isEqualTo(200);
    }

    @Test
    void tellsWhatEachRuleDid() throws Exception {
        rules("{'kind':'reset','model':'other'},{'kind':'edge_error','status':503}");
        whole(1);
        whole(1);

        JsonNode tally = new ObjectMapper().readTree(admin("GET", ""));

        assertThat(tally.at("/0/fitting").asInt()).isZero();
        assertThat(tally.at("/1/struck").asInt()).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithARule() throws Exception {
        assertThat(admin("PUT", "[{'kind':'reset','share':2}]")).contains("needs a share from 0 to 1");
        assertThat(admin("PUT", "[{'kind':'brown_out'}]")).contains("needs toSeconds");
        assertThat(admin("PUT", "[{'share':1}]")).contains("needs a kind");
    }

    private static void rules(String... rules) throws Exception {
        assertThat(admin("PUT", Arrays.toString(rules))).contains("fitting");
    }

    private static String admin(String method, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.portalUrl() + "/admin/chaos"))
                .method(method, HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Read stream(int tokens) throws IOException {
        try (RawClient client = new RawClient(provider.portalUrl())) {
            return client.chat("quick", tokens, true).readToTheEnd();
        }
    }

    private static Read whole(int tokens) throws IOException {
        try (RawClient client = new RawClient(provider.portalUrl())) {
            return client.chat("quick", tokens, false).readWhole();
        }
    }

    private static JsonNode newestInLog(String rule) {
        Client client = new Client(provider.portalUrl(), null);
        return await().until(
                        () -> client.get("/admin/requests?limit=1").json(),
                        line -> rule.equals(line.at("/chaos").asText()));
    }
}
