package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.RunResult;
import io.tokenweir.report.runbook.RunbookData.ErrorBound;
import io.tokenweir.report.runbook.RunbookData.Latency;
import io.tokenweir.report.runbook.RunbookData.Model;
import io.tokenweir.report.runbook.RunbookData.Second;
import io.tokenweir.report.runbook.RunbookData.Totals;

/** Totals, models and latencies of a run, as its results tell them; all zero when no result came. */
final class RunTotals {
    private static final double PICO = 1e12;
    /** Relative error of a percentile read from a histogram of schema 6. */
    private static final double BUCKETS_PERCENT = 0.54;

    private final ResultFacts results;
    private final Aggregate totals;
    private final String currency;
    private final double amplification;
    private final List<Second> seconds;

    RunTotals(ResultFacts results, String currency, double amplification, List<Second> seconds) {
        this.results = results;
        this.totals = results.run() == null ? null : results.run().getTotals();
        this.currency = currency;
        this.amplification = amplification;
        this.seconds = seconds;
    }

    Totals totals() {
        int peakConcurrency =
                seconds.stream().mapToInt(Second::concurrency).max().orElse(0);
        long peakTokens =
                seconds.stream().mapToLong(Second::tokensPerMinute).max().orElse(0);
        if (totals == null) {
            return new Totals(
                    0,
                    0,
                    0,
                    Map.of(),
                    Map.of(),
                    amplification,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    currency,
                    peakConcurrency,
                    peakTokens);
        }
        return new Totals(
                totals.getOffered(),
                totals.getStarted(),
                totals.getDropped(),
                new TreeMap<>(totals.getRequests()),
                new TreeMap<>(totals.getAttempts()),
                amplification,
                totals.getArrivals(),
                totals.getInputTokens(),
                totals.getOutputTokens(),
                totals.getGoodRequests(),
                totals.getCostPico() / PICO,
                totals.getWastedCostPico() / PICO,
                currency,
                peakConcurrency,
                peakTokens);
    }

    /** By model, stages and scenarios summed; the busiest first. */
    List<Model> models() {
        Map<String, Model> models = new LinkedHashMap<>();
        for (RunResult result : results.models()) {
            Aggregate sums = result.getTotals();
            Model model = new Model(
                    result.getSeries().getModel(),
                    sums.getRequests().getOrDefault("OK", 0L),
                    sums.getAttempts().values().stream()
                            .mapToLong(Long::longValue)
                            .sum(),
                    sums.getOutputTokens(),
                    sums.getCostPico() / PICO);
            models.merge(
                    model.model(),
                    model,
                    (a, b) -> new Model(
                            a.model(),
                            a.answered() + b.answered(),
                            a.attempts() + b.attempts(),
                            a.outputTokens() + b.outputTokens(),
                            a.cost() + b.cost()));
        }
        List<Model> sorted = new ArrayList<>(models.values());
        sorted.sort(Comparator.comparingLong(Model::attempts).reversed().thenComparing(Model::model));
        return sorted;
    }

    List<Latency> latencies() {
        if (totals == null) {
            return List.of();
        }
        Aggregate quoted = quoted();
        return List.of(
                latency("TTFT", "attempt sent to first token", quoted.getTtft()),
                latency("TTFT, as felt", "wanted to first token, queue and retries included", quoted.getTtftIntended()),
                latency("TPOT", "time per output token after the first", quoted.getTpot()),
                latency("Inter-token", "every gap between two arrivals", quoted.getInterToken()),
                latency("End to end", "attempt sent to its end", quoted.getEndToEnd()),
                latency("Queue wait", "wanted to first attempt sent", quoted.getQueueWait()));
    }

    /** Latencies of trusted windows; of all, if there is none, and then the error bound says so. */
    private Aggregate quoted() {
        return anyTrusted() ? results.run().getTrusted() : totals;
    }

    private boolean anyTrusted() {
        RunResult run = results.run();
        return run != null
                && run.getTrusted() != null
                && run.getTrusted().getEndToEnd().getCount() > 0;
    }

    /** Of the windows whose latencies are quoted. */
    ErrorBound errorBound() {
        boolean trusted = anyTrusted();
        Double worst = results.windows().values().stream()
                .filter(window -> !trusted || window.isTrusted())
                .filter(window -> window.errorBoundNanos() != null)
                .map(window -> window.errorBoundNanos() / 1e6)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new ErrorBound(BUCKETS_PERCENT, worst, scope());
    }

    private String scope() {
        if (totals == null || results.run().getTrusted() == null) {
            return "";
        }
        long all = totals.getTtft().getCount();
        long left = all - results.run().getTrusted().getTtft().getCount();
        if (left == 0) {
            return "";
        }
        return anyTrusted()
                ? "%,d of %,d first tokens came in seconds that were not valid, and are left out".formatted(left, all)
                : "NOT VALID: the meter was not healthy in any second";
    }

    private static Latency latency(String name, String definition, Distribution distribution) {
        return new Latency(
                name,
                definition,
                distribution.getCount(),
                millis(distribution.getP50Nanos()),
                millis(distribution.getP90Nanos()),
                millis(distribution.getP99Nanos()),
                millis(distribution.getP999Nanos()),
                distribution.getCount() == 0 ? null : distribution.getMaxNanos() / 1e6);
    }

    private static Double millis(Long nanos) {
        return nanos == null ? null : nanos / 1e6;
    }
}
