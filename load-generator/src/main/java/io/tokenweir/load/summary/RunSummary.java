package io.tokenweir.load.summary;

import java.util.List;
import java.util.Map;

import io.tokenweir.common.audit.ReactionReport;
import io.tokenweir.common.stats.Bounds;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.load.certificate.ArrivalCertificate;

/**
 * What a run measured, exactly: the content of the summary file, field by field as docs/summary.md has it. Times are in
 * milliseconds with the full nanoseconds behind the point; a percentile is null where fewer than one value lies beyond it.
 *
 * @param format name and version of this form
 * @param latencies by the names of {@link Metric}
 * @param cpu null when the run ended before its measured span began
 * @param arrivalCertificates one for each open scenario; empty for closed loops
 * @param reactions of the whole run, warm-up included
 * @param actions of users who fan out, of the whole run, warm-up included; null without any
 * @param chance how far chance may have moved rates and shares; latencies have bounds of their own
 * @param setup what measured, and where
 * @param money what the measured requests cost; null without prices
 * @param thresholds what became of each; empty when there is none
 */
public record RunSummary(
        String format,
        Run run,
        Target target,
        List<Load> load,
        Span span,
        Map<String, Latency> latencies,
        Requests requests,
        Attempts attempts,
        Tokens tokens,
        Cpu cpu,
        Windows windows,
        List<ArrivalCertificate> arrivalCertificates,
        ReactionReport reactions,
        Actions actions,
        Chance chance,
        Setup setup,
        Money money,
        List<ThresholdResult> thresholds) {

    /** The form that this version writes. */
    public static final String FORMAT = "tokenweir-summary-1";

    /** Which run. @param started ISO 8601, UTC */
    public record Run(String id, String instance, String scenario, long seed, String started) {}

    /** What was asked. */
    public record Target(String url, String api, String provider, String model) {}

    /** How load was offered. @param loop {@code open} or {@code closed} @param settings everything that the scenario says of it */
    public record Load(String name, String executor, String loop, Map<String, String> settings) {}

    /**
     * What counts.
     *
     * @param warmUpSeconds left out at the beginning
     * @param seconds length of the measured span, by intended start
     * @param cutShort why the run ended early; null when it did not
     */
    public record Span(double warmUpSeconds, double seconds, String cutShort) {}

    /**
     * A latency, in milliseconds.
     *
     * @param errorBound by how much a value may be too long because our own loops were busy; null where it says nothing of this one
     * @param verdict {@code valid}, {@code suspect}, {@code invalid}, or {@code no samples}
     * @param reasons why it is not valid
     * @param trusted the same without the seconds in which the meter was invalid; null when none of its values came in one
     * @param bounds of mean and percentiles, by their names: between what chance alone leaves them, in milliseconds
     */
    public record Latency(
            long n,
            Double min,
            Double mean,
            Double p50,
            Double p90,
            Double p99,
            Double p999,
            Double max,
            Double errorBound,
            String verdict,
            List<String> reasons,
            Map<String, Bounds> bounds,
            Trusted trusted) {}

    /** A latency without the seconds in which the meter was invalid, in milliseconds. */
    public record Trusted(
            long n, Double min, Double mean, Double p50, Double p90, Double p99, Double p999, Double max) {}

    /**
     * Logical requests.
     *
     * @param degraded of the answered ones, those that the scenario's rules call lesser answers
     * @param achievedPerSecond answered in full
     */
    public record Requests(
            long offered,
            long started,
            long dropped,
            long answered,
            long good,
            long degraded,
            double offeredPerSecond,
            double startedPerSecond,
            double achievedPerSecond,
            Map<String, Long> byOutcome) {}

    /**
     * HTTP exchanges.
     *
     * @param perRequest of requests that were started
     * @param evidence by outcome but OK: the rule that found it, and what the first attempt that ended so said
     */
    public record Attempts(
            long total,
            long retries,
            double perRequest,
            long refused,
            Map<String, Long> byOutcome,
            Map<String, Long> byStatus,
            Map<String, String> evidence) {}

    /**
     * Tokens of the measured requests.
     *
     * @param input by the server's usage, as {@code output}
     * @param arrivals generated deltas that arrived
     * @param arrivalsPerOutputToken of the attempts for which usage came; null when none did
     */
    public record Tokens(
            long input, long output, long arrivals, double arrivalsPerSecond, Double arrivalsPerOutputToken) {}

    /**
     * What measuring cost, from the end of the warm-up to the end of the schedule.
     *
     * @param seconds CPU time of the whole process
     * @param arrivals deltas that came in that time, of whichever request
     * @param allocatedBytesPerToken heap that all threads allocated, by arrivals; null on a JVM that does not count it
     */
    public record Cpu(
            double wallSeconds,
            double seconds,
            long arrivals,
            Double tokensPerCpuSecond,
            Double allocatedBytesPerToken) {}

    /**
     * Actions of users who fan out. Times in milliseconds from when an action was due to the end of its last call, of the complete
     * ones; percentiles are of a histogram.
     *
     * @param complete those all of whose calls were answered
     */
    public record Actions(long total, long complete, double p50, double p90, double p99, double max) {}

    /** Of all attempts. @param wasted on those that were not answered */
    public record Money(String currency, double cost, double wasted) {}

    /**
     * Seconds of the measured span by verdict of the meter on itself.
     *
     * @param leftOut where the invalid ones begin, in seconds since the start of the run
     */
    public record Windows(
            int total,
            int valid,
            int suspect,
            int invalid,
            String verdict,
            List<String> reasons,
            List<Double> leftOut) {}

    /**
     * How far chance may have moved what was counted.
     *
     * @param level confidence of all bounds of the summary
     * @param seconds from whose scatter they come
     * @param degrees of freedom behind that scatter; null when the run was too short for bounds
     * @param estimates rates and shares by name
     */
    public record Chance(double level, int seconds, Integer degrees, Map<String, Estimate> estimates) {}

    /** A rate or share and its {@link Bounds}. */
    public record Estimate(double value, Double low, Double high, Double degrees) {}

    RunSummary withThresholds(List<ThresholdResult> judged) {
        return new RunSummary(
                format,
                run,
                target,
                load,
                span,
                latencies,
                requests,
                attempts,
                tokens,
                cpu,
                windows,
                arrivalCertificates,
                reactions,
                actions,
                chance,
                setup,
                money,
                List.copyOf(judged));
    }
}
