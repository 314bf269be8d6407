package io.tokenweir.common.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import io.tokenweir.common.price.PriceBook;

/**
 * The least that a scenario file is sure to ask for, told before anything is sent: every arrival of an open loop that has
 * a rate, every iteration where they are counted, one request of each virtual user of another closed loop, and of each
 * request its prompt. Traces and the lengths of
 * recorded bodies are not counted, since their rows are not read here. Pure.
 *
 * @param costPico input tokens alone, at the price book's full price
 */
record PlannedLoad(long requests, long inputTokens, long costPico) {
    private static final BigDecimal PICO = BigDecimal.valueOf(1_000_000_000_000L);

    static PlannedLoad of(ScenarioFile file) {
        PriceBook prices = PriceBook.of(file.prices());
        long requests = 0;
        long tokens = 0;
        for (LoadSpec load : file.scenarios().values()) {
            long offered =
                    requests(load) * (load.fanOut() == null ? 1 : load.fanOut().leastCalls());
            requests += offered;
            tokens += offered * promptTokens(load);
        }
        return new PlannedLoad(requests, tokens, prices.costPico(file.target().model(), tokens, 0, 0));
    }

    /** Which limit the load would pass, in words; null when it fits. */
    String beyond(BudgetSpec budget, String currency) {
        if (budget.requests() != null && requests > budget.requests()) {
            return "at least " + requests + " requests would exceed its budget of " + budget.requests() + " requests";
        }
        if (budget.tokens() != null && inputTokens > budget.tokens()) {
            return "at least " + inputTokens + " prompt tokens would exceed its budget of " + budget.tokens()
                    + " tokens";
        }
        if (budget.money() != null
                && BigDecimal.valueOf(costPico).compareTo(budget.money().multiply(PICO)) > 0) {
            return "prompts alone, at "
                    + BigDecimal.valueOf(costPico, 12).stripTrailingZeros().toPlainString() + " " + currency
                    + ", would exceed its budget of " + budget.money().toPlainString() + " " + currency;
        }
        return null;
    }

    private static long requests(LoadSpec load) {
        return switch (load.executor()) {
            case CONSTANT_VUS -> load.vus();
            case RAMPING_VUS -> peak(load);
            case SHARED_ITERATIONS -> load.iterations();
            case PER_VU_ITERATIONS -> load.vus() * load.iterations();
            case CONSTANT_ARRIVAL_RATE, POISSON_ARRIVAL_RATE, GAMMA_ARRIVAL_RATE ->
                (long) (load.rate() * units(load.duration(), load.timeUnit()));
            case RAMPING_ARRIVAL_RATE -> ramp(load);
            case TRACE_REPLAY -> 0;
        };
    }

    private static long promptTokens(LoadSpec load) {
        return load.conversation() == null
                ? load.prompt().tokens()
                : load.conversation().system();
    }

    private static long peak(LoadSpec load) {
        double start = load.startVUs() == null ? 0 : load.startVUs();
        return (long) Math.max(
                start,
                load.stages().stream().mapToDouble(StageSpec::target).max().orElse(0));
    }

    /** The area under the ramp. */
    private static long ramp(LoadSpec load) {
        List<StageSpec> stages = load.stages();
        double rate = load.startRate() == null ? 0 : load.startRate();
        double arrivals = 0;
        for (StageSpec stage : stages) {
            arrivals += (rate + stage.target()) / 2 * units(stage.duration(), load.timeUnit());
            rate = stage.target();
        }
        return (long) arrivals;
    }

    private static double units(Duration duration, Duration unit) {
        return (double) duration.toNanos() / unit.toNanos();
    }
}
