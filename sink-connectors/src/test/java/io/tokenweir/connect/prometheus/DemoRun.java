package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.sink.SinkRecord;

import io.tokenweir.connect.Windows;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.GaugeSums;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.ProvisioningSums;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.SystemSums;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * A run in which much goes wrong, second by second as the topology would tell it: two models, of whose first tokens a fifth is
 * late, refusals, load that is shed, money that is wasted, a meter that is not well, accounts, and a target. Each second is
 * like the other, so that what a query must yield is a short sum.
 */
final class DemoRun {
    static final String ID = "demo-run";

    /** Each second, of the whole run; a model has half of it. */
    static final long OFFERED = 440;

    static final long SHED = 40;
    static final long OK = 400;
    static final long REFUSED = 100;
    static final long LATE = 80;
    static final double COST = 0.05;
    static final double WASTED = 0.0125;

    private static final List<String> MODELS = List.of("large", "small");
    private static final double PICO = 1e12;
    private static final int INVALID_EVERY = 4;
    private static final long EARLY_NANOS = 250_000_000;
    private static final long LATE_NANOS = 1_500_000_000;

    private DemoRun() {}

    /** The rows of this many seconds, the last of which ends at {@code endSecond}; each fourth second is not valid. */
    static List<SinkRecord> rows(long endSecond, int seconds) {
        List<SinkRecord> rows = new ArrayList<>();
        for (int i = 1; i <= seconds; i++) {
            long end = endSecond - seconds + i;
            add(rows, end, i, series(Grouping.RUN, "", "", ""), requests(1, 1), requests(i, 1));
            for (String model : MODELS) {
                add(rows, end, i, series(Grouping.MODEL, model, "", ""), requests(1, 2), requests(i, 2));
            }
            add(rows, end, i, series(Grouping.PROVISIONING, "", "", ""), accounts(1), accounts(i));
            add(rows, end, i, series(Grouping.STEP, "", "SIGN_UP", ""), accounts(1), accounts(i));
            add(rows, end, i, series(Grouping.SYSTEM, "", "", "gpu-0"), target(1), target(i));
        }
        return rows;
    }

    private static SeriesKey series(Grouping grouping, String model, String step, String source) {
        SeriesKey series = Windows.series(ID, grouping, model);
        series.setStep(step);
        series.setSource(source);
        return series;
    }

    private static void add(
            List<SinkRecord> rows, long end, int second, SeriesKey series, Aggregate window, Aggregate cumulative) {
        WindowResult row = Windows.row(series, end, window, cumulative);
        row.setVerdict(second % INVALID_EVERY == 0 ? Verdict.INVALID : Verdict.VALID);
        rows.add(Windows.record(row, rows.size()));
    }

    private static Aggregate requests(long seconds, int parts) {
        Aggregate sums = Windows.aggregate(seconds * OK / parts);
        sums.setOffered(seconds * OFFERED / parts);
        sums.setRequests(counts("OK", seconds * OK / parts, "SHED", seconds * SHED / parts));
        sums.setAttempts(counts("OK", seconds * OK / parts, "RATE_REQUESTS", seconds * REFUSED / parts));
        sums.setDecisions(counts("OBEY_RETRY_AFTER", seconds * REFUSED / parts, "SHED", seconds * SHED / parts));
        sums.setCostPico((long) (seconds * COST * PICO) / parts);
        sums.setWastedCostPico((long) (seconds * WASTED * PICO) / parts);
        ExponentialHistogram firstTokens = new ExponentialHistogram();
        firstTokens.record(EARLY_NANOS, seconds * (OK - LATE) / parts);
        firstTokens.record(LATE_NANOS, seconds * LATE / parts);
        sums.setTtft(firstTokens.toAvro());
        sums.setTtftIntended(firstTokens.toAvro());
        ExponentialHistogram gaps = new ExponentialHistogram();
        gaps.record(20_000_000, seconds * OK * 4 / parts);
        sums.setInterToken(gaps.toAvro());
        sums.setTpot(gaps.toAvro());
        sums.setEndToEnd(firstTokens.toAvro());
        return sums;
    }

    private static Aggregate accounts(long seconds) {
        ExponentialHistogram latency = new ExponentialHistogram();
        latency.record(EARLY_NANOS, seconds);
        Aggregate sums = Windows.aggregate(0);
        sums.setProvisioning(new ProvisioningSums(
                seconds,
                latency.toAvro(),
                seconds * 2,
                seconds,
                Map.of("mail-never-came", seconds),
                Map.of("link-expired", seconds),
                Map.of("READY", seconds),
                Map.of("READY", seconds)));
        return sums;
    }

    private static Aggregate target(long seconds) {
        Aggregate sums = Windows.aggregate(0);
        sums.setSystem(SystemSums.newBuilder()
                .setReadings(seconds)
                .setFailedScrapes(Map.of("SLOW", seconds))
                .setBadLines(0)
                .setCpuUtilisationPpm(gauge(seconds, 400_000))
                .setProcessCpuPpm(null)
                .setMemoryUsedBytes(gauge(seconds, 1 << 30))
                .setMemoryTotalBytes(gauge(seconds, 2L << 30))
                .setProcessMemoryBytes(null)
                .setGpuUtilisationPpm(gauge(seconds, 750_000))
                .setGpuMemoryUsedBytes(gauge(seconds, 1 << 30))
                .setGpuMemoryTotalBytes(gauge(seconds, 2L << 30))
                .setPowerMilliwatts(gauge(seconds, 300_000))
                .setKvCacheUtilisationPpm(gauge(seconds, 500_000))
                .setRequestsRunning(gauge(seconds, 8))
                .setRequestsWaiting(gauge(seconds, 3))
                .setGpuSecondsBelowBand(0)
                .setGpuSecondsInBand(seconds)
                .setGpuSecondsAboveBand(0)
                .setAcceleratorTimeNanos(seconds * 1_000_000_000)
                .setBusyAcceleratorTimeNanos(seconds * 750_000_000)
                .setAcceleratorCostPico(seconds * 500_000_000L)
                .build());
        return sums;
    }

    private static GaugeSums gauge(long readings, long value) {
        return new GaugeSums(readings, readings * value, value, value, (double) value);
    }

    private static Map<String, Long> counts(String name, long count, String other, long otherCount) {
        return new HashMap<>(Map.of(name, count, other, otherCount));
    }
}
