package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.http.Json;

/** What every answer owes to HTTP, whoever's format it is in. */
class HttpIT {
    private static SimulatedProvider provider;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .mail(MailConfig.immediate())
                .model("quick", ModelConfig.fixed("quick-2026", 1, 0))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void answersHeadLikeGetButWithoutABody() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.portalUrl() + "/metrics"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> head = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        assertThat(head.headers().firstValueAsLong("content-length").orElse(0)).isPositive();
        assertThat(head.body()).isEmpty();
    }

    @Test
    void tellsTheDateOfWholeAnswersAndOfStreams() throws IOException {
        for (boolean stream : new boolean[] {false, true}) {
            try (RawClient client = new RawClient(provider.portalUrl())) {
                String head =
                        client.chat("quick", 2, stream).readUntil("\r\n\r\n").head();

                assertThat(ZonedDateTime.parse(
                                head.replaceAll("(?s).*\r\ndate: ([^\r]+).*", "$1"),
                                DateTimeFormatter.RFC_1123_DATE_TIME))
                        .isAfter(ZonedDateTime.now().minusMinutes(1));
            }
        }
    }

    @Test
    void refusesABodyThatIsTooLargeInTheWordsOfWhoseEdgeItIs() throws IOException {
        assertThat(tooLarge("/v1/chat/completions"))
                .startsWith("HTTP/1.1 413 ")
                .contains("<title>413 Request Entity Too Large</title>");
        String anthropic = tooLarge("/v1/messages");
        assertThat(anthropic).startsWith("HTTP/1.1 413 ");
        assertThat(Json.MAPPER
                        .readTree(anthropic.substring(anthropic.indexOf("\r\n\r\n")))
                        .at("/error/type")
                        .asText())
                .isEqualTo("request_too_large");
    }

    /** The answer to a request that announces sixty megabytes. */
    private static String tooLarge(String path) throws IOException {
        try (RawClient client = new RawClient(provider.portalUrl())) {
            return client.announce(path, 60 << 20).readWhole().text();
        }
    }
}
