package io.tokenweir.scrape;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tokenweir.common.scenario.SystemSpec;
import io.tokenweir.events.SystemReading;

/**
 * Makes the readings of one source: from what an exporter calls its metrics to figures in one unit each. A function of the
 * answers and their times; remembers the counters of the answer before. Not thread-safe.
 */
final class SystemFigures {
    private static final BigDecimal PICO_PER_UNIT = BigDecimal.TEN.pow(12);
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final Set<String> NAMES = names();

    private final SystemSpec source;
    private final CpuShare cpu = new CpuShare();

    SystemFigures(SystemSpec source) {
        this.source = source;
    }

    /** Whether a metric of this name is used at all. */
    static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    /**
     * @param scrapeNanos from asking to the end of the answer
     * @param nowNanos its end, by the monotonic clock
     */
    SystemReading reading(PrometheusText.Content content, long scrapeNanos, long nowNanos) {
        List<Sample> samples = content.wanted().stream().filter(this::isOurs).toList();
        cpu.take(samples, nowNanos);
        Long memoryTotal = KnownMetric.MEMORY_TOTAL_BYTES.of(samples);
        Long gpuMemoryUsed = KnownMetric.GPU_MEMORY_USED_BYTES.of(samples);
        return SystemReading.newBuilder()
                .setScrapeNanos(scrapeNanos)
                .setSamples(content.samples())
                .setBadLines(content.badLines())
                .setCpuUtilisationPpm(cpu.busyPpm())
                .setProcessCpuPpm(cpu.processPpm())
                .setMemoryUsedBytes(difference(memoryTotal, KnownMetric.MEMORY_AVAILABLE_BYTES.of(samples)))
                .setMemoryTotalBytes(memoryTotal)
                .setProcessMemoryBytes(KnownMetric.PROCESS_MEMORY_BYTES.of(samples))
                .setGpuUtilisationPpm(KnownMetric.GPU_UTILISATION_PPM.of(samples))
                .setGpuMemoryUsedBytes(gpuMemoryUsed)
                .setGpuMemoryTotalBytes(gpuMemoryTotal(samples, gpuMemoryUsed))
                .setPowerMilliwatts(KnownMetric.POWER_MILLIWATTS.of(samples))
                .setKvCacheUtilisationPpm(KnownMetric.KV_CACHE_UTILISATION_PPM.of(samples))
                .setRequestsRunning(KnownMetric.REQUESTS_RUNNING.of(samples))
                .setRequestsWaiting(KnownMetric.REQUESTS_WAITING.of(samples))
                .setAccelerators(source.accelerators())
                .setAcceleratorCostPico(costPerSecondPico(source))
                .build();
    }

    /** Whether the answer has anything that a figure is made of. */
    boolean knowsAny(PrometheusText.Content content) {
        return content.wanted().stream().anyMatch(this::isOurs);
    }

    private boolean isOurs(Sample sample) {
        for (Map.Entry<String, String> label : source.labels().entrySet()) {
            if (!label.getValue().equals(sample.labels().get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static Long gpuMemoryTotal(List<Sample> samples, Long used) {
        Long total = KnownMetric.GPU_MEMORY_TOTAL_BYTES.of(samples);
        Long free = KnownMetric.GPU_MEMORY_FREE_BYTES.of(samples);
        return total != null || used == null || free == null ? total : Long.valueOf(used + free);
    }

    private static Long difference(Long total, Long part) {
        return total == null || part == null ? null : Long.valueOf(Math.max(0, total - part));
    }

    private static long costPerSecondPico(SystemSpec source) {
        return source.acceleratorHourPrice()
                .multiply(BigDecimal.valueOf(source.accelerators()))
                .multiply(PICO_PER_UNIT)
                .divide(SECONDS_PER_HOUR, 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>(KnownMetric.names());
        names.add(CpuShare.NODE);
        names.add(CpuShare.PROCESS);
        return Set.copyOf(names);
    }
}
