package io.tokenweir.load.health;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

import io.tokenweir.common.publish.PublisherStats;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.histogram.ExponentialHistogram;

/** Puts the loops' seconds, the pauses and the publisher's counts together, once a second. Not thread-safe. */
public final class HealthMonitor {
    private final PauseMeter pauses;
    private final com.sun.management.OperatingSystemMXBean os =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final ExponentialHistogram latenessOfRun = new ExponentialHistogram();
    private long lostBefore;
    private long cpuBefore;
    private long gcBefore;

    /** A second's health, and what the health event tells beside it. */
    public record Second(
            MeterHealth health, long reads, long arrivals, long gcNanos, long cpuNanos, long publishBlockedNanos) {}

    public HealthMonitor(PauseMeter pauses) {
        this.pauses = pauses;
        this.cpuBefore = os.getProcessCpuTime();
        this.gcBefore = gcNanos();
    }

    /**
     * The second that ended at {@code endNanos} (monotonic).
     *
     * @param waitingHere events handed to our own queue and not to the publisher yet
     */
    public Second close(long endNanos, List<LoopHealth.Second> loops, PublisherStats stats, long waitingHere) {
        ExponentialHistogram lag = new ExponentialHistogram();
        ExponentialHistogram wakeToStamp = new ExponentialHistogram();
        ExponentialHistogram lateness = new ExponentialHistogram();
        long reads = 0;
        long arrivals = 0;
        for (LoopHealth.Second loop : loops) {
            lag.merge(loop.lag());
            wakeToStamp.merge(loop.wakeToStamp());
            lateness.merge(loop.lateness());
            reads += loop.reads();
            arrivals += loop.arrivals();
        }
        latenessOfRun.merge(lateness);
        long lost = stats.failed() - lostBefore;
        lostBefore = stats.failed();
        MeterHealth health = new MeterHealth(
                p99(lag),
                lag.maxNanos(),
                p99(wakeToStamp),
                pauses.longest(endNanos - 1_000_000_000L, endNanos),
                p99(lateness),
                lateness.maxNanos(),
                stats.waiting() + waitingHere,
                lost);
        long cpu = os.getProcessCpuTime();
        long gc = gcNanos();
        Second second = new Second(health, reads, arrivals, gc - gcBefore, cpu - cpuBefore, stats.longestBlockNanos());
        cpuBefore = cpu;
        gcBefore = gc;
        return second;
    }

    /** Actual minus intended start of every request so far. */
    public ExponentialHistogram latenessOfRun() {
        return latenessOfRun;
    }

    private static long p99(ExponentialHistogram histogram) {
        return histogram.isEmpty() ? 0 : histogram.quantile(0.99);
    }

    private long gcNanos() {
        return collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum()
                * 1_000_000L;
    }
}
