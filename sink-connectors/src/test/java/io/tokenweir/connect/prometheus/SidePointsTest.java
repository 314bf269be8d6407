package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.tokenweir.connect.Windows;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.GaugeSums;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.ProvisioningSums;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.SystemSums;
import io.tokenweir.histogram.ExponentialHistogram;

class SidePointsTest {
    @Test
    void accountsAreShownByTheStateThatTheyStandIn() {
        assertThat(values(points(Grouping.PROVISIONING, provisioning())))
                .containsOnly(
                        entry("weir_accounts{state=READY}", 9.0),
                        entry("weir_accounts{state=FAILED}", 1.0),
                        entry("weir_provisioning_failures_total{cause=mail-never-came}", 1.0),
                        entry("weir_provisioning_retries_total{cause=link-expired}", 2.0));
    }

    @Test
    void aStepHasItsCountsAndItsDurations() {
        List<Point> points = points(Grouping.STEP, provisioning());
        assertThat(values(points))
                .contains(
                        entry("weir_provisioning_steps_total{step=SIGN_UP}", 10.0),
                        entry("weir_provisioning_calls_total{step=SIGN_UP}", 12.0),
                        entry("weir_provisioning_refused_calls_total{step=SIGN_UP}", 2.0));
        assertThat(points).filteredOn(point -> point.buckets() != null).hasSize(1);
    }

    @Test
    void theTargetsFiguresAreInPrometheusUnits() {
        assertThat(values(points(Grouping.SYSTEM, system())))
                .contains(
                        entry("weir_system_gpu_utilisation_ratio{source=gpu-0}", 0.75),
                        entry("weir_system_power_watts{source=gpu-0}", 300.5),
                        entry("weir_system_gpu_band_seconds_total{band=in,source=gpu-0}", 1.0),
                        entry("weir_system_busy_accelerator_seconds_total{source=gpu-0}", 0.75),
                        entry("weir_system_accelerator_cost_total{source=gpu-0}", 0.5));
    }

    @Test
    void aFigureThatTheSourceDoesNotHaveIsNotThere() {
        assertThat(values(points(Grouping.SYSTEM, system())))
                .doesNotContainKey("weir_system_requests_running{source=gpu-0}");
    }

    private static List<Point> points(Grouping grouping, Aggregate aggregate) {
        SeriesKey series = Windows.series("r", grouping, "");
        series.setStep(grouping == Grouping.STEP ? "SIGN_UP" : "");
        series.setSource(grouping == Grouping.SYSTEM ? "gpu-0" : "");
        return WindowPoints.of(WindowRow.of(
                Windows.record(Windows.row(series, 10, aggregate, aggregate), 0).value()));
    }

    /** Plain values by name and labels, those of every series left out. */
    private static Map<String, Double> values(List<Point> points) {
        return points.stream()
                .filter(point -> point.buckets() == null)
                .collect(Collectors.toMap(
                        point -> point.family().metric()
                                + point.labels().pairs().entrySet().stream()
                                        .filter(pair -> !List.of("run_id", "segment", "vantage")
                                                .contains(pair.getKey()))
                                        .map(Object::toString)
                                        .collect(Collectors.joining(",", "{", "}")),
                        Point::value));
    }

    private static Aggregate provisioning() {
        ExponentialHistogram latency = new ExponentialHistogram();
        latency.record(250_000_000);
        Aggregate aggregate = Windows.aggregate(0);
        aggregate.setProvisioning(new ProvisioningSums(
                10L,
                latency.toAvro(),
                12L,
                2L,
                Map.of("mail-never-came", 1L),
                Map.of("link-expired", 2L),
                Map.of("READY", 9L, "FAILED", 1L),
                Map.of("READY", 9L, "FAILED", 1L)));
        return aggregate;
    }

    private static Aggregate system() {
        Aggregate aggregate = Windows.aggregate(0);
        aggregate.setSystem(SystemSums.newBuilder()
                .setReadings(1)
                .setFailedScrapes(Map.of())
                .setBadLines(0)
                .setCpuUtilisationPpm(null)
                .setProcessCpuPpm(null)
                .setMemoryUsedBytes(null)
                .setMemoryTotalBytes(null)
                .setProcessMemoryBytes(null)
                .setGpuUtilisationPpm(gauge(750_000))
                .setGpuMemoryUsedBytes(null)
                .setGpuMemoryTotalBytes(null)
                .setPowerMilliwatts(gauge(300_500))
                .setKvCacheUtilisationPpm(null)
                .setRequestsRunning(null)
                .setRequestsWaiting(null)
                .setGpuSecondsBelowBand(0)
                .setGpuSecondsInBand(1)
                .setGpuSecondsAboveBand(0)
                .setAcceleratorTimeNanos(1_000_000_000)
                .setBusyAcceleratorTimeNanos(750_000_000)
                .setAcceleratorCostPico(500_000_000_000L)
                .build());
        return aggregate;
    }

    private static GaugeSums gauge(long value) {
        return new GaugeSums(1L, value, value, value, (double) value);
    }
}
