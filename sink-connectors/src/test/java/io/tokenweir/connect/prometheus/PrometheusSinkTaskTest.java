package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.WindowResult;

class PrometheusSinkTaskTest {
    private static final String RUN_REQUESTS =
            "weir_run_requests_total{outcome=\"OK\",run_id=\"%s\",segment=\"0\",vantage=\"GENERATOR\"} %d\n";

    private final TaskContext context = new TaskContext();
    private final PrometheusSinkTask task = new PrometheusSinkTask();

    @BeforeEach
    void start() {
        task.initialize(context);
        task.start(Map.of("scrape.port", "0", "scrape.max.runs", "2"));
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    private static WindowResult row(String run, long endSecond, long window, long cumulative) {
        return Windows.row(
                Windows.series(run, Grouping.RUN, ""),
                endSecond,
                Windows.aggregate(window, 20_000_000),
                Windows.aggregate(cumulative, 20_000_000));
    }

    private String scrape() throws IOException, InterruptedException {
        return scrape("*/*").body();
    }

    private HttpResponse<String> scrape(String accept) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + task.scrapePort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url).header("Accept", accept).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void showsTheNewestCumulativeValue() throws Exception {
        task.put(List.of(Windows.record(row("r", 10, 1, 1), 0), Windows.record(row("r", 11, 2, 3), 1)));

        assertThat(scrape()).contains(RUN_REQUESTS.formatted("r", 3));
    }

    @Test
    void answersInTheFormatThatTheScraperAsksFor() throws Exception {
        task.put(List.of(Windows.record(row("r", 10, 1, 1), 0)));

        HttpResponse<String> answer = scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(answer.body())
                .contains(
                        "weir_run_requests_created{outcome=\"OK\",run_id=\"r\",segment=\"0\",vantage=\"GENERATOR\"} 9.000")
                .endsWith("# EOF\n");
    }

    @Test
    void letsACorrectionRaiseTheCountersButNotTheWindowsGauges() throws Exception {
        WindowResult correction = row("r", 10, 1, 4);
        correction.setRevision(1);
        correction.setInFlight(99);
        task.put(List.of(Windows.record(row("r", 11, 2, 3), 0), Windows.record(correction, 1)));

        assertThat(scrape())
                .contains(RUN_REQUESTS.formatted("r", 4))
                .contains("weir_in_flight{run_id=\"r\",segment=\"0\",vantage=\"GENERATOR\"} 17\n");
    }

    @Test
    void passesOverWindowsOfAnotherSize() throws Exception {
        WindowResult minute = row("r", 60, 50, 50);
        minute.setWindowSeconds(60);

        task.put(List.of(Windows.record(minute, 0)));

        assertThat(scrape()).isEmpty();
    }

    @Test
    void keepsTheFinalValuesOfTheNewestRuns() throws Exception {
        task.put(List.of(
                Windows.record(row("oldest", 10, 1, 1), 0),
                Windows.record(row("second", 20, 1, 2), 1),
                Windows.record(row("third", 30, 1, 3), 2)));

        assertThat(scrape())
                .contains(RUN_REQUESTS.formatted("second", 2))
                .contains(RUN_REQUESTS.formatted("third", 3))
                .doesNotContain("oldest");
    }

    @Test
    void reportsARecordThatIsNoWindowResult() {
        task.put(List.of(new SinkRecord(Windows.TOPIC, 0, null, null, null, "text", 0)));

        assertThat(context.causes).singleElement().asString().contains("takes window results");
    }

    @Test
    void reportsADimensionThatIsNoUtf8() {
        task.put(List.of(Windows.record(row("r\uFFFD", 10, 1, 1), 0)));

        assertThat(context.causes)
                .singleElement()
                .asString()
                .contains("dimension 'runId'")
                .contains("not valid UTF-8");
    }

    @Test
    void reportsAHistogramWhoseBucketsDoNotAddUp() {
        WindowResult broken = row("r", 10, 1, 1);
        broken.setSeries(Windows.series("r", Grouping.MODEL, "m"));
        broken.getCumulative().getTtft().setCount(7);
        task.put(List.of(Windows.record(broken, 0)));

        assertThat(context.causes)
                .singleElement()
                .asString()
                .contains("says that it holds 7 durations, but its buckets hold 1");
    }
}
