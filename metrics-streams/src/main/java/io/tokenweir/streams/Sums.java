package io.tokenweir.streams;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

import io.tokenweir.events.ProvisioningSums;
import io.tokenweir.events.SystemSums;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * What one series did in one span of time, as it grows: the mutable form of {@link io.tokenweir.events.Aggregate}.
 *
 * <p>Everything merges by integer addition, or by minimum where the name says so: any order and any grouping give the same
 * sums. What would overflow stays at {@link Long#MAX_VALUE}, as all amounts but the hash and the missing records are 0 or
 * more: that too does not depend on the order. Names in a breakdown are kept sorted: equal sums give equal bytes. Not thread-safe.
 */
final class Sums {
    /** Plain counts and amounts. */
    enum Amount {
        RECORDS,
        RECORD_HASH,
        OFFERED,
        STARTED,
        DROPPED,
        ARRIVALS,
        SHARED_READ_ARRIVALS,
        INPUT_TOKENS,
        CACHED_INPUT_TOKENS,
        OUTPUT_TOKENS,
        REASONING_TOKENS,
        COST_PICO,
        WASTED_COST_PICO,
        GOOD_REQUESTS,
        GOOD_OUTPUT_TOKENS,
        LATE_RECORDS,
        DUPLICATE_RECORDS,
        MISSING_RECORDS,
        DEAD_LETTERS,
        UNREADABLE_RECORDS,
        ATTEMPTED_REQUESTS,
        ENDED_ATTEMPTS,
        RETRIED_REQUESTS,
        ASKED_WAITS,
        EARLY_WAITS,
        LATE_WAITS,
        EARLY_NANOS,
        BEYOND_NANOS
    }

    /** Counts by name, and how two of one name become one. */
    enum Breakdown {
        REQUESTS(Long::sum),
        ATTEMPTS(Long::sum),
        DECISIONS(Long::sum),
        ARRIVALS_BY_KIND(Long::sum),
        REQUESTS_BY_PATH(Long::sum),
        LIMIT_ANSWERS(Long::sum),
        HEADROOM_PPM(Long::sum),
        LOWEST_HEADROOM_PPM(Math::min);

        private final BinaryOperator<Long> merger;

        Breakdown(BinaryOperator<Long> merger) {
            this.merger = merger;
        }
    }

    /** Distributions of durations. */
    enum Latency {
        TTFT,
        TTFT_INTENDED,
        TTFAT,
        INTER_TOKEN,
        TPOT,
        END_TO_END,
        END_TO_END_INTENDED,
        QUEUE_WAIT,
        RETRY_WAIT,
        RETRY_AFTER,
        DECIDED_WAIT,
        TTFAT_INTENDED,
        TICK_LAG
    }

    private static final Amount[] AMOUNTS = Amount.values();

    private final long[] amounts = new long[AMOUNTS.length];
    private final EnumMap<Breakdown, TreeMap<String, Long>> breakdowns = new EnumMap<>(Breakdown.class);
    private final EnumMap<Latency, ExponentialHistogram> latencies = new EnumMap<>(Latency.class);

    /** Of the branches beside the requests; null elsewhere. */
    private ProvisioningTally provisioning;

    private SystemTally system;

    void add(Amount amount, long value) {
        int place = amount.ordinal();
        amounts[place] = amount == Amount.RECORD_HASH ? amounts[place] + value : saturated(amounts[place], value);
    }

    void add(Breakdown breakdown, String name, long value) {
        breakdowns.computeIfAbsent(breakdown, b -> new TreeMap<>()).merge(name, value, breakdown.merger);
    }

    void record(Latency latency, long nanos) {
        histogram(latency).record(nanos);
    }

    /** The growing histogram itself, for callers that record many values. */
    ExponentialHistogram histogram(Latency latency) {
        return latencies.computeIfAbsent(latency, l -> new ExponentialHistogram());
    }

    /** Adds everything in {@code other}, which stays as it is. */
    void merge(Sums other) {
        for (Amount amount : AMOUNTS) {
            add(amount, other.get(amount));
        }
        other.breakdowns.forEach((breakdown, names) -> names.forEach((name, value) -> add(breakdown, name, value)));
        mergeLatencies(other);
        if (other.provisioning != null) {
            provisioning().merge(other.provisioning);
        }
        if (other.system != null) {
            system().merge(other.system);
        }
    }

    /** The growing tally of accounts, made at first use. */
    ProvisioningTally provisioning() {
        provisioning = provisioning == null ? new ProvisioningTally() : provisioning;
        return provisioning;
    }

    /** The growing tally of a source, made at first use. */
    SystemTally system() {
        system = system == null ? new SystemTally() : system;
        return system;
    }

    /** Adds the distributions in {@code other} only. */
    void mergeLatencies(Sums other) {
        other.latencies.forEach((latency, histogram) -> histogram(latency).merge(histogram));
    }

    /** Forgets which records are in here; only grouping RUN tells. */
    void clearRecords() {
        amounts[Amount.RECORDS.ordinal()] = 0;
        amounts[Amount.RECORD_HASH.ordinal()] = 0;
    }

    long get(Amount amount) {
        return amounts[amount.ordinal()];
    }

    SortedMap<String, Long> get(Breakdown breakdown) {
        return breakdowns.getOrDefault(breakdown, new TreeMap<>());
    }

    /** Null when nothing was recorded. */
    ExponentialHistogram get(Latency latency) {
        ExponentialHistogram histogram = latencies.get(latency);
        return histogram == null || histogram.isEmpty() ? null : histogram;
    }

    /** Median time to first token, or null when there is too little to tell. */
    Long ttftMedianNanos() {
        ExponentialHistogram ttft = get(Latency.TTFT);
        return ttft != null && ttft.supports(0.5) ? ttft.quantile(0.5) : null;
    }

    boolean isEmpty() {
        for (long amount : amounts) {
            if (amount != 0) {
                return false;
            }
        }
        return breakdowns.isEmpty() && latencies.isEmpty() && provisioning == null && system == null;
    }

    /** Puts what came from a record in, where there was nothing; null: nothing. */
    void restore(ProvisioningSums accounts, SystemSums readings) {
        provisioning = ProvisioningTally.fromAvro(accounts);
        system = SystemTally.fromAvro(readings);
    }

    ProvisioningSums provisioningToAvro() {
        return provisioning == null ? null : provisioning.toAvro();
    }

    SystemSums systemToAvro() {
        return system == null ? null : system.toAvro();
    }

    /** Counts of all names together. */
    long total(Breakdown breakdown) {
        return get(breakdown).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether an event or an arrival is in here, and not only what ticks say of the log. */
    boolean hasEvents() {
        return get(Amount.RECORDS) > 0
                || get(Amount.OFFERED) > 0
                || get(Amount.ARRIVALS) > 0
                || get(Amount.LATE_RECORDS) > 0
                || !breakdowns.isEmpty();
    }

    /** Resolution of the coarsest distribution. */
    int coarsestSchema() {
        return latencies.values().stream()
                .mapToInt(ExponentialHistogram::schema)
                .min()
                .orElse(ExponentialHistogram.DEFAULT_SCHEMA);
    }

    private static long saturated(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 && a > 0 ? Long.MAX_VALUE : sum;
    }

    void put(Breakdown breakdown, Map<String, Long> names) {
        names.forEach((name, value) -> add(breakdown, name, value));
    }
}
