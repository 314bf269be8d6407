package io.tokenweir.load.health;

import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.List;

import io.tokenweir.common.publish.PublisherStats;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * Puts together, once a second, what the loops saw, what the machine and the virtual machine say, the pauses and the
 * publisher's counts. Not thread-safe.
 */
public final class HealthMonitor {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Of all loops; used again, so that its histograms have the room they need. */
    private final LoopHealth.Second all = new LoopHealth.Second();

    private final PauseMeter pauses;
    private final LinuxMachine machine;
    private final VmCounters vm = VmCounters.own();
    private final com.sun.management.OperatingSystemMXBean os =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ExponentialHistogram latenessOfRun = new ExponentialHistogram();
    private long lostBefore;
    private long cpuBefore;
    private long gcBefore;
    private long safepointBefore;
    private long blockedBefore;

    /** A second's health, and what the health event tells beside it. */
    public record Second(MeterHealth health, long reads, long arrivals, long cpuNanos, List<Integer> coreBusyPercent) {}

    /** @param target whose connections are looked at */
    public HealthMonitor(PauseMeter pauses, InetSocketAddress target) {
        this.pauses = pauses;
        this.machine = new LinuxMachine(target);
    }

    /** The first second begins: what was before it, prompts and warm-up, is not its own. */
    public void begin() {
        machine.second();
        cpuBefore = os.getProcessCpuTime();
        gcBefore = vm.gcNanos();
        safepointBefore = vm.safepointNanos();
    }

    /**
     * The second that ended at {@code endNanos} (monotonic).
     *
     * @param loops what each saw; given back
     * @param waitingHere events handed to our own queue and not to the publisher yet
     * @param lost events given up so far, by the publisher or before it
     */
    public Second close(
            long endNanos, List<LoopHealth.Second> loops, PublisherStats stats, long waitingHere, long lost) {
        all.clear();
        for (LoopHealth.Second loop : loops) {
            all.add(loop);
            loop.giveBack();
        }
        latenessOfRun.merge(all.lateness);
        MachineSecond system = machine.second();
        MeterHealth health = new MeterHealth();
        health.setLoopLagP99Nanos(p99(all.lag));
        health.setLoopLagMaxNanos(all.lag.maxNanos());
        health.setWakeToStampP99Nanos(p99(all.wakeToStamp));
        health.setPauseMaxNanos(pauses.longest(endNanos - SECOND_NANOS, endNanos));
        health.setLatenessP99Nanos(p99(all.lateness));
        health.setLatenessMaxNanos(all.lateness.maxNanos());
        health.setCanaryReads(all.canaryError.count());
        health.setCanaryErrorP99Nanos(p99(all.canaryError));
        health.setCanaryErrorMaxNanos(all.canaryError.maxNanos());
        health.setCanaryGapErrorP99Nanos(p99(all.canaryGapError));
        health.setFullReads(all.fullReads);
        health.setEventsWaiting(stats.waiting() + waitingHere);
        health.setEventsOnDisk(stats.onDisk());
        health.setEventsLost(lost - lostBefore);
        health.setPublishBlockedNanos(stats.blockedNanos() - blockedBefore);
        health.setGcNanos(vm.gcNanos() - gcBefore);
        health.setSafepointNanos(vm.safepointNanos() - safepointBefore);
        health.setLoopBusyNanos(system.loopBusyNanos());
        health.setRunQueueNanos(system.runQueueNanos());
        health.setThrottledNanos(system.throttledNanos());
        health.setReceiveQueueBytes(system.receiveQueueBytes());
        health.setCoreBusyPercent(
                system.coreBusyPercent().stream().max(Integer::compare).orElse(0));
        long cpu = os.getProcessCpuTime();
        Second second = new Second(health, all.reads, all.arrivals, cpu - cpuBefore, system.coreBusyPercent());
        cpuBefore = cpu;
        lostBefore = lost;
        gcBefore += health.getGcNanos();
        safepointBefore += health.getSafepointNanos();
        blockedBefore = stats.blockedNanos();
        return second;
    }

    /** Actual minus intended start of every request so far. */
    public ExponentialHistogram latenessOfRun() {
        return latenessOfRun;
    }

    private static long p99(ExponentialHistogram histogram) {
        return histogram.isEmpty() ? 0 : histogram.quantile(0.99);
    }
}
