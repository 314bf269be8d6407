package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.Messages;

class PrometheusChecksTest {
    private HttpServer server;
    private int status = 204;
    private String words = "";
    private int requests;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            requests++;
            byte[] text = words.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/write";
    }

    private static Map<String, String> validated(String... pairs) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return Messages.of(new PrometheusSinkConnector(), settings);
    }

    @Test
    void takesSettingsThatGoTogetherWithoutAskingAnyone() {
        assertThat(validated("remote.write.url", url())).isEmpty();
        assertThat(requests).isZero();
    }

    @Test
    void showsAtAKeyThatThereIsNowhereToGo() {
        assertThat(validated()).hasSize(1).containsKey("remote.write.url");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThat(validated("remote.write.url", "prometheus:9090"))
                .hasEntrySatisfying(
                        "remote.write.url", sentence -> assertThat(sentence).contains("is no http or https URL"));
    }

    @Test
    void refusesCredentialsInTheAddressBecauseConnectShowsIt() {
        Map<String, String> found = validated("remote.write.url", "http://me:hush@127.0.0.1:1/api/v1/write");

        assertThat(found.get("remote.write.url")).contains("move them to").doesNotContain("hush");
    }

    @Test
    void wantsUserAndPasswordTogetherAndNoTokenBesideThem() {
        assertThat(validated("remote.write.url", url(), "remote.write.username", "me"))
                .containsOnlyKeys("remote.write.password");
        assertThat(validated("remote.write.url", url(), "remote.write.password", "hush"))
                .containsOnlyKeys("remote.write.username");
        assertThat(validated(
                        "remote.write.url",
                        url(),
                        "remote.write.username",
                        "me",
                        "remote.write.password",
                        "hush",
                        "remote.write.bearer.token",
                        "t"))
                .containsOnlyKeys("remote.write.bearer.token");
    }

    @Test
    void isContentWithAReceiverThatTakesAnEmptyWrite() {
        assertThat(validated("remote.write.url", url(), "validate.probe", "true"))
                .isEmpty();
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void saysThatTheReceiverIsNotSwitchedOn() {
        status = 404;
        words = "remote write receiver needs to be enabled with --web.enable-remote-write-receiver";

        assertThat(validated("remote.write.url", url(), "validate.probe", "true")
                        .get("remote.write.url"))
                .contains("answered 404", "--web.enable-remote-write-receiver");
    }

    @Test
    void saysAtTheCredentialsThatTheyAreRefused() {
        status = 401;

        assertThat(validated("remote.write.url", url(), "remote.write.bearer.token", "stale", "validate.probe", "true"))
                .hasSize(1)
                .hasEntrySatisfying(
                        "remote.write.bearer.token",
                        sentence -> assertThat(sentence)
                                .contains("answered 401", "mend the credentials")
                                .doesNotContain("stale"));
    }

    @Test
    void saysThatNobodyAnswers() {
        String gone = url();
        server.stop(0);

        assertThat(validated("remote.write.url", gone, "validate.probe", "true").get("remote.write.url"))
                .contains("does not answer", "start the server, or mend host and port");
    }

    @Test
    void asksAnOtlpReceiverTooAndShowsItsAnswerAtItsOwnKeys() {
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        status = 403;

        assertThat(validated("otlp.endpoint", endpoint, "otlp.headers", "Authorization=hush", "validate.probe", "true"))
                .hasSize(1)
                .hasEntrySatisfying(
                        "otlp.headers",
                        sentence -> assertThat(sentence)
                                .contains(endpoint + "/v1/metrics answered 403")
                                .doesNotContain("hush"));
        status = 200;
        assertThat(validated("otlp.endpoint", endpoint, "validate.probe", "true"))
                .isEmpty();
    }

    @Test
    void refusesOtlpHeadersThatAreNone() {
        assertThat(validated("otlp.endpoint", "http://127.0.0.1:1", "otlp.headers", "hush"))
                .hasEntrySatisfying(
                        "otlp.headers",
                        sentence -> assertThat(sentence)
                                .contains("write it like name=value")
                                .doesNotContain("hush"));
    }
}
