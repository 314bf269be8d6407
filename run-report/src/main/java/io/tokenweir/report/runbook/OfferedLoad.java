package io.tokenweir.report.runbook;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.report.runbook.RunbookData.Second;

/**
 * How much was offered in each second of a run, on each axis: what was tried, not what was let in, because what is let in
 * cannot exceed the limit. Rates are what the minute that ends with the second came to, retries included, as a limit of a
 * minute counts it: less than a minute's worth while the first minute still runs.
 */
final class OfferedLoad {
    private static final int MINUTE = 60;

    private final List<Second> seconds;
    private final ResultFacts results;
    private final double tokensPerAttempt;

    OfferedLoad(List<Second> seconds, ResultFacts results, Mean tokens) {
        this.seconds = seconds;
        this.results = results;
        this.tokensPerAttempt = tokens == null ? 0 : tokens.value();
    }

    double at(int index, Axis axis) {
        return switch (axis) {
            case CONCURRENCY -> wantedAtOnce(seconds.get(index));
            case REQUESTS -> lastMinute(index, Second::attempts);
            case TOKENS ->
                seconds.get(index).tokensPerMinute()
                        + lastMinute(index, second -> RefusalSeconds.shedding(second.refused())) * tokensPerAttempt;
        };
    }

    double most(Axis axis) {
        double most = 0;
        for (int i = 0; i < seconds.size(); i++) {
            most = Math.max(most, at(i, axis));
        }
        return most;
    }

    /** Streams that were open, and requests that waited to be. */
    private double wantedAtOnce(Second second) {
        ResultFacts.Window window = results.windows().get(second.second());
        return Math.max(second.concurrency(), window == null ? 0 : window.inFlight());
    }

    private double lastMinute(int index, ToLongFunction<Second> count) {
        return seconds.subList(Math.max(0, index - MINUTE + 1), index + 1).stream()
                .mapToLong(count)
                .sum();
    }

    /** The axis that refused most; null when the refusals do not say. */
    static Axis bitFirst(Map<Refusal, Long> causes) {
        return causes.entrySet().stream()
                .filter(entry -> entry.getKey().shedding())
                .max(Map.Entry.comparingByValue())
                .map(entry -> switch (entry.getKey()) {
                    case CONCURRENCY -> Axis.CONCURRENCY;
                    case RATE_REQUESTS -> Axis.REQUESTS;
                    case RATE_TOKENS -> Axis.TOKENS;
                    default -> null;
                })
                .orElse(null);
    }
}
