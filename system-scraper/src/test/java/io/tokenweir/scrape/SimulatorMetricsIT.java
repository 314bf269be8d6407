package io.tokenweir.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.SystemSpec;
import io.tokenweir.events.SystemReading;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;

/** What the simulated provider says of its engines is understood. */
class SimulatorMetricsIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatedProvider provider = SimulatedProvider.start(SimulatorConfig.builder()
            .mail(MailConfig.immediate())
            .model("slow", ModelConfig.fixed("slow", 1, 60_000))
            .build());

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void readsEveryFigureThatAnEngineAndItsAcceleratorHave() throws Exception {
        String body = "{\"model\":\"slow\",\"stream\":true,\"max_tokens\":9,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        HttpRequest ask = HttpRequest.newBuilder(URI.create(provider.apiUrl() + "/chat/completions"))
                .header("authorization", "Bearer a")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        // The answer's head has come: the stream runs, and its next token is a minute away.
        http.send(ask, BodyHandlers.ofInputStream());

        SystemReading reading = reading(Map.of("model_name", "slow"));

        assertThat(reading.getRequestsRunning()).isEqualTo(1);
        assertThat(reading.getRequestsWaiting()).isZero();
        assertThat(reading.getKvCacheUtilisationPpm()).isNotNull();
        assertThat(reading.getGpuUtilisationPpm()).isBetween(0L, 1_000_000L);
        assertThat(reading.getGpuMemoryUsedBytes()).isEqualTo(73_728L << 20);
        assertThat(reading.getGpuMemoryTotalBytes()).isEqualTo(81_920L << 20);
        assertThat(reading.getPowerMilliwatts()).isGreaterThanOrEqualTo(70_000);
    }

    private SystemReading reading(Map<String, String> labels) throws IOException, InterruptedException {
        String url = provider.portalUrl() + "/metrics";
        String page = http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
        SystemFigures figures = new SystemFigures(new SystemSpec("engine", url, 1, null, labels));
        return figures.reading(PrometheusText.read(page, SystemFigures::isKnown), 1, 0);
    }
}
