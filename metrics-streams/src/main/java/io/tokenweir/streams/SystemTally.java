package io.tokenweir.streams;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.TreeMap;
import java.util.function.Function;

import io.tokenweir.events.GaugeSums;
import io.tokenweir.events.ScrapeFailure;
import io.tokenweir.events.SystemReading;
import io.tokenweir.events.SystemSums;

/**
 * What one source said of the target in one span of time, as it grows: the mutable form of {@link SystemSums}.
 *
 * <p>A reading stands for one second. Everything is an integer and merges exactly, whatever the order. Not thread-safe.
 */
final class SystemTally {
    /** The band that accelerators are meant to run in: above it queues grow, below it they idle. */
    private static final long BAND_LOW_PPM = 700_000;

    private static final long BAND_HIGH_PPM = 800_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_PPM = NANOS_PER_SECOND / 1_000_000;
    private static final BigInteger NANOS_PER_HOUR = BigInteger.valueOf(3600 * NANOS_PER_SECOND);
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** The gauges of a reading. */
    enum Gauge {
        CPU_UTILISATION_PPM(SystemReading::getCpuUtilisationPpm, SystemSums::getCpuUtilisationPpm),
        PROCESS_CPU_PPM(SystemReading::getProcessCpuPpm, SystemSums::getProcessCpuPpm),
        MEMORY_USED_BYTES(SystemReading::getMemoryUsedBytes, SystemSums::getMemoryUsedBytes),
        MEMORY_TOTAL_BYTES(SystemReading::getMemoryTotalBytes, SystemSums::getMemoryTotalBytes),
        PROCESS_MEMORY_BYTES(SystemReading::getProcessMemoryBytes, SystemSums::getProcessMemoryBytes),
        GPU_UTILISATION_PPM(SystemReading::getGpuUtilisationPpm, SystemSums::getGpuUtilisationPpm),
        GPU_MEMORY_USED_BYTES(SystemReading::getGpuMemoryUsedBytes, SystemSums::getGpuMemoryUsedBytes),
        GPU_MEMORY_TOTAL_BYTES(SystemReading::getGpuMemoryTotalBytes, SystemSums::getGpuMemoryTotalBytes),
        POWER_MILLIWATTS(SystemReading::getPowerMilliwatts, SystemSums::getPowerMilliwatts),
        KV_CACHE_UTILISATION_PPM(SystemReading::getKvCacheUtilisationPpm, SystemSums::getKvCacheUtilisationPpm),
        REQUESTS_RUNNING(SystemReading::getRequestsRunning, SystemSums::getRequestsRunning),
        REQUESTS_WAITING(SystemReading::getRequestsWaiting, SystemSums::getRequestsWaiting);

        private final Function<SystemReading, Long> reading;
        private final Function<SystemSums, GaugeSums> sums;

        Gauge(Function<SystemReading, Long> reading, Function<SystemSums, GaugeSums> sums) {
            this.reading = reading;
            this.sums = sums;
        }

        /** Null when the source does not have it. */
        Long of(SystemReading from) {
            return reading.apply(from);
        }
    }

    private long readings;
    private long badLines;
    private final TreeMap<String, Long> failedScrapes = new TreeMap<>();
    private final EnumMap<Gauge, GaugeTally> gauges = new EnumMap<>(Gauge.class);
    private long secondsBelowBand;
    private long secondsInBand;
    private long secondsAboveBand;
    private long acceleratorTimeNanos;
    private long busyAcceleratorTimeNanos;
    private long acceleratorCostPico;

    void add(SystemReading reading) {
        readings++;
        badLines += reading.getBadLines();
        for (Gauge gauge : Gauge.values()) {
            Long value = gauge.of(reading);
            if (value != null) {
                gauges.computeIfAbsent(gauge, g -> new GaugeTally()).add(value);
            }
        }
        if (reading.getGpuUtilisationPpm() != null) {
            addUtilisation(reading, reading.getGpuUtilisationPpm());
        }
    }

    void add(ScrapeFailure failure) {
        failedScrapes.merge(failure.getCause().name(), 1L, Long::sum);
    }

    private void addUtilisation(SystemReading reading, long ppm) {
        secondsBelowBand += ppm < BAND_LOW_PPM ? 1 : 0;
        secondsInBand += ppm >= BAND_LOW_PPM && ppm <= BAND_HIGH_PPM ? 1 : 0;
        secondsAboveBand += ppm > BAND_HIGH_PPM ? 1 : 0;
        acceleratorTimeNanos += reading.getAccelerators() * NANOS_PER_SECOND;
        busyAcceleratorTimeNanos += reading.getAccelerators() * ppm * NANOS_PER_PPM;
        acceleratorCostPico += reading.getAcceleratorCostPico();
    }

    void merge(SystemTally other) {
        readings += other.readings;
        badLines += other.badLines;
        other.failedScrapes.forEach((cause, count) -> failedScrapes.merge(cause, count, Long::sum));
        other.gauges.forEach((gauge, tally) ->
                gauges.computeIfAbsent(gauge, g -> new GaugeTally()).merge(tally));
        secondsBelowBand += other.secondsBelowBand;
        secondsInBand += other.secondsInBand;
        secondsAboveBand += other.secondsAboveBand;
        acceleratorTimeNanos += other.acceleratorTimeNanos;
        busyAcceleratorTimeNanos += other.busyAcceleratorTimeNanos;
        acceleratorCostPico += other.acceleratorCostPico;
    }

    SystemSums toAvro() {
        return new SystemSums(
                readings,
                failedScrapes,
                badLines,
                gauge(Gauge.CPU_UTILISATION_PPM),
                gauge(Gauge.PROCESS_CPU_PPM),
                gauge(Gauge.MEMORY_USED_BYTES),
                gauge(Gauge.MEMORY_TOTAL_BYTES),
                gauge(Gauge.PROCESS_MEMORY_BYTES),
                gauge(Gauge.GPU_UTILISATION_PPM),
                gauge(Gauge.GPU_MEMORY_USED_BYTES),
                gauge(Gauge.GPU_MEMORY_TOTAL_BYTES),
                gauge(Gauge.POWER_MILLIWATTS),
                gauge(Gauge.KV_CACHE_UTILISATION_PPM),
                gauge(Gauge.REQUESTS_RUNNING),
                gauge(Gauge.REQUESTS_WAITING),
                secondsBelowBand,
                secondsInBand,
                secondsAboveBand,
                acceleratorTimeNanos,
                busyAcceleratorTimeNanos,
                acceleratorCostPico,
                costPerBusyHourPico());
    }

    /** Null stays null. */
    static SystemTally fromAvro(SystemSums sums) {
        if (sums == null) {
            return null;
        }
        SystemTally tally = new SystemTally();
        tally.readings = sums.getReadings();
        tally.badLines = sums.getBadLines();
        tally.failedScrapes.putAll(sums.getFailedScrapes());
        for (Gauge gauge : Gauge.values()) {
            GaugeSums values = gauge.sums.apply(sums);
            if (values != null) {
                tally.gauges.put(gauge, GaugeTally.fromAvro(values));
            }
        }
        tally.secondsBelowBand = sums.getGpuSecondsBelowBand();
        tally.secondsInBand = sums.getGpuSecondsInBand();
        tally.secondsAboveBand = sums.getGpuSecondsAboveBand();
        tally.acceleratorTimeNanos = sums.getAcceleratorTimeNanos();
        tally.busyAcceleratorTimeNanos = sums.getBusyAcceleratorTimeNanos();
        tally.acceleratorCostPico = sums.getAcceleratorCostPico();
        return tally;
    }

    private GaugeSums gauge(Gauge gauge) {
        GaugeTally tally = gauges.get(gauge);
        return tally == null ? null : tally.toAvro();
    }

    private Long costPerBusyHourPico() {
        if (acceleratorCostPico == 0 || busyAcceleratorTimeNanos == 0) {
            return null;
        }
        BigInteger cost = BigInteger.valueOf(acceleratorCostPico)
                .multiply(NANOS_PER_HOUR)
                .divide(BigInteger.valueOf(busyAcceleratorTimeNanos));
        return cost.min(LONGEST).longValue();
    }
}
