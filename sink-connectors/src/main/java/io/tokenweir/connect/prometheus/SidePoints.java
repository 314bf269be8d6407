package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.data.Struct;

/**
 * What the rows beside the requests say in Prometheus' terms: the steps of accounts, and the target's own metrics. Counters
 * are cumulative values; gauges of the target are means over the window, and only of its first result.
 */
final class SidePoints {
    private static final double PICO = 1e12;
    private static final double NANOS = 1e9;
    private static final double PPM = 1e6;
    private static final double MILLI = 1e3;

    private final WindowRow row;
    private final Labels labels;
    private final List<Point> points = new ArrayList<>();

    private SidePoints(WindowRow row, Labels labels) {
        this.row = row;
        this.labels = labels;
    }

    /** Of all steps together. */
    static List<Point> provisioning(WindowRow row, Labels run) {
        SidePoints side = new SidePoints(row, run);
        Struct sums = part(row.cumulative(), "provisioning");
        if (sums != null) {
            side.each(Family.ACCOUNTS, sums.getMap("accounts"), "state");
            side.each(Family.PROVISIONING_FAILURES, sums.getMap("failures"), "cause");
            side.each(Family.PROVISIONING_RETRIES, sums.getMap("retries"), "cause");
        }
        return side.points;
    }

    /** Of one step. */
    static List<Point> step(WindowRow row, Labels run) {
        SidePoints side = new SidePoints(row, run.with("step", row.series().step()));
        Struct sums = part(row.cumulative(), "provisioning");
        if (sums != null) {
            side.add(Family.PROVISIONING_STEPS, sums.getInt64("steps"), 1);
            side.add(Family.PROVISIONING_CALLS, sums.getInt64("calls"), 1);
            side.add(Family.PROVISIONING_REFUSED_CALLS, sums.getInt64("refusedCalls"), 1);
            side.points.add(Point.of(Family.PROVISIONING_STEP, side.labels, Buckets.of(sums.getStruct("latency"))));
        }
        return side.points;
    }

    /** Of one source. */
    static List<Point> system(WindowRow row, Labels run) {
        SidePoints side = new SidePoints(row, run.with("source", row.series().source()));
        Struct sums = part(row.cumulative(), "system");
        if (sums != null) {
            side.counters(sums);
        }
        Struct window = part(row.window(), "system");
        if (window != null && row.revision() == 0) {
            side.gauges(window);
        }
        return side.points;
    }

    private void counters(Struct sums) {
        add(Family.SYSTEM_READINGS, sums.getInt64("readings"), 1);
        each(Family.SYSTEM_FAILED_SCRAPES, sums.getMap("failedScrapes"), "cause");
        band("below", sums.getInt64("gpuSecondsBelowBand"));
        band("in", sums.getInt64("gpuSecondsInBand"));
        band("above", sums.getInt64("gpuSecondsAboveBand"));
        add(Family.SYSTEM_ACCELERATOR_TIME, sums.getInt64("acceleratorTimeNanos"), NANOS);
        add(Family.SYSTEM_BUSY_ACCELERATOR_TIME, sums.getInt64("busyAcceleratorTimeNanos"), NANOS);
        add(Family.SYSTEM_ACCELERATOR_COST, sums.getInt64("acceleratorCostPico"), PICO);
    }

    private void gauges(Struct window) {
        mean(Family.SYSTEM_CPU, window, "cpuUtilisationPpm", PPM);
        mean(Family.SYSTEM_MEMORY_USED, window, "memoryUsedBytes", 1);
        mean(Family.SYSTEM_MEMORY_TOTAL, window, "memoryTotalBytes", 1);
        mean(Family.SYSTEM_GPU, window, "gpuUtilisationPpm", PPM);
        mean(Family.SYSTEM_GPU_MEMORY_USED, window, "gpuMemoryUsedBytes", 1);
        mean(Family.SYSTEM_GPU_MEMORY_TOTAL, window, "gpuMemoryTotalBytes", 1);
        mean(Family.SYSTEM_POWER, window, "powerMilliwatts", MILLI);
        mean(Family.SYSTEM_KV_CACHE, window, "kvCacheUtilisationPpm", PPM);
        mean(Family.SYSTEM_RUNNING, window, "requestsRunning", 1);
        mean(Family.SYSTEM_WAITING, window, "requestsWaiting", 1);
    }

    /** NaN where the source could not be read: an old value must not stay. */
    private void mean(Family family, Struct window, String field, double perUnit) {
        Struct gauge = window.getStruct(field);
        Struct sofar = row.cumulative().getStruct("system").getStruct(field);
        if (sofar != null) {
            double value = gauge == null ? Double.NaN : gauge.getFloat64("mean") / perUnit;
            points.add(Point.of(family, labels, value));
        }
    }

    private void band(String name, long seconds) {
        points.add(Point.of(Family.SYSTEM_GPU_BAND, labels.with("band", name), seconds));
    }

    private void add(Family family, long value, double perUnit) {
        points.add(Point.of(family, labels, value / perUnit));
    }

    private void each(Family family, Map<String, Long> values, String label) {
        values.forEach((name, value) -> points.add(Point.of(family, labels.with(label, name), value)));
    }

    /** Null also where the row was written before the field was there. */
    private static Struct part(Struct aggregate, String field) {
        return aggregate.schema().field(field) == null ? null : aggregate.getStruct(field);
    }
}
