package io.tokenweir.scrape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CPU figures, which exporters give as ever-growing seconds: the differences between two answers. A counter that fell began
 * anew (its process was restarted): that interval has no figure. Not thread-safe.
 */
final class CpuShare {
    static final String NODE = "node_cpu_seconds_total";
    static final String PROCESS = "process_cpu_seconds_total";

    private static final double PPM = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private Map<Map<String, String>, Double> nodeBefore = Map.of();
    private Double processBefore;
    private long beforeNanos;
    private Long busyPpm;
    private Long processPpm;

    /** @param nowNanos when the answer came, by the monotonic clock */
    void take(List<Sample> samples, long nowNanos) {
        Map<Map<String, String>, Double> node = new HashMap<>();
        Double process = null;
        for (Sample sample : samples) {
            if (sample.name().equals(NODE)) {
                node.put(sample.labels(), sample.value());
            } else if (sample.name().equals(PROCESS)) {
                process = (process == null ? 0 : process) + sample.value();
            }
        }
        busyPpm = busy(node);
        processPpm = process(process, nowNanos - beforeNanos);
        nodeBefore = node;
        processBefore = process;
        beforeNanos = nowNanos;
    }

    /** Busy share of all cores since the answer before, 10^-6; null when it cannot be told. Waiting for a disk is not busy. */
    Long busyPpm() {
        return busyPpm;
    }

    /** CPU time of the process by time, 10^-6 of one core; null when it cannot be told. */
    Long processPpm() {
        return processPpm;
    }

    private Long busy(Map<Map<String, String>, Double> node) {
        double total = 0;
        double idle = 0;
        for (Map.Entry<Map<String, String>, Double> series : node.entrySet()) {
            Double before = nodeBefore.get(series.getKey());
            if (before == null) {
                continue;
            }
            double spent = series.getValue() - before;
            if (!(spent >= 0)) {
                return null;
            }
            total += spent;
            String mode = series.getKey().getOrDefault("mode", "");
            idle += mode.equals("idle") || mode.equals("iowait") ? spent : 0;
        }
        return total > 0 && Double.isFinite(total) ? (Long) Math.round((total - idle) / total * PPM) : null;
    }

    private Long process(Double now, long nanos) {
        if (now == null || processBefore == null || nanos <= 0 || !(now >= processBefore)) {
            return null;
        }
        double cores = (now - processBefore) / (nanos / NANOS_PER_SECOND);
        return Double.isFinite(cores) ? (Long) Math.round(cores * PPM) : null;
    }
}
