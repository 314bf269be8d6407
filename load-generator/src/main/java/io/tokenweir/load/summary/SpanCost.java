package io.tokenweir.load.summary;

import java.util.function.LongSupplier;

/** CPU time, allocation and arrivals between two instants: the beginning and the end of the measured span. Thread-safe. */
public final class SpanCost {
    private final LongSupplier nanoClock;
    private final LongSupplier cpuNanos;
    private final LongSupplier allocatedBytes;
    private final LongSupplier arrivals;
    private Reading begin;
    private Reading end;

    private record Reading(long nanos, long cpuNanos, long allocatedBytes, long arrivals) {}

    public SpanCost(LongSupplier nanoClock, LongSupplier cpuNanos, LongSupplier allocatedBytes, LongSupplier arrivals) {
        this.nanoClock = nanoClock;
        this.cpuNanos = cpuNanos;
        this.allocatedBytes = allocatedBytes;
        this.arrivals = arrivals;
    }

    /** The warm-up is over. */
    public synchronized void begin() {
        if (begin == null) {
            begin = read();
        }
    }

    /** The schedule is over, or the run; the first call counts. */
    public synchronized void end() {
        if (end == null && begin != null) {
            end = read();
        }
    }

    /** Null when the span never began. */
    synchronized RunSummary.Cpu cost() {
        if (begin == null || end == null) {
            return null;
        }
        double cpuSeconds = (end.cpuNanos - begin.cpuNanos) / 1e9;
        long came = end.arrivals - begin.arrivals;
        long allocated = end.allocatedBytes - begin.allocatedBytes;
        return new RunSummary.Cpu(
                (end.nanos - begin.nanos) / 1e9,
                cpuSeconds,
                came,
                cpuSeconds <= 0 ? null : (Double) (came / cpuSeconds),
                allocated <= 0 || came == 0 ? null : (Double) ((double) allocated / came));
    }

    private Reading read() {
        return new Reading(
                nanoClock.getAsLong(), cpuNanos.getAsLong(), allocatedBytes.getAsLong(), arrivals.getAsLong());
    }
}
