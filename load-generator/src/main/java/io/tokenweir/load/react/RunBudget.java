package io.tokenweir.load.react;

import java.math.BigDecimal;

import io.tokenweir.common.price.PriceBook;
import io.tokenweir.common.scenario.BudgetSpec;

/**
 * The run's hard stop on requests, tokens and money. The most that an attempt can cost is reserved before it is sent and
 * settled when it has ended, so the limits are never passed, whatever is in flight. Where a server counts more than was
 * reserved, all later reservations are made greater by the most that it was ever more. Thread-safe.
 */
public final class RunBudget {
    private static final BigDecimal PICO = BigDecimal.valueOf(1_000_000_000_000L);

    /**
     * What one attempt has reserved.
     *
     * @param spareTokens of them kept for a server that counts more than the client (the cost likewise)
     */
    public record Reservation(long tokens, long costPico, long spareTokens, long spareCostPico) {}

    private static final Reservation NOTHING = new Reservation(0, 0, 0, 0);

    private final boolean limited;
    private final long maxRequests;
    private final long maxTokens;
    private final long maxCostPico;
    private final PriceBook prices;
    private long requests;
    private long tokens;
    private long costPico;
    private long spareTokens;
    private long spareCostPico;
    private String exhausted;

    public RunBudget(BudgetSpec spec, PriceBook prices) {
        this.maxRequests = spec.requests() == null ? Long.MAX_VALUE : spec.requests();
        this.maxTokens = spec.tokens() == null ? Long.MAX_VALUE : spec.tokens();
        this.maxCostPico = spec.money() == null
                ? Long.MAX_VALUE
                : spec.money()
                        .multiply(PICO)
                        .min(BigDecimal.valueOf(Long.MAX_VALUE))
                        .longValue();
        this.prices = prices;
        this.limited = spec.requests() != null || spec.tokens() != null || spec.money() != null;
    }

    /** Reserves one attempt; null when it would pass a limit, and {@link #exhausted} then says which. */
    public synchronized Reservation reserve(String model, long inputTokens, long outputTokens) {
        if (!limited) {
            return NOTHING;
        }
        long wanted = inputTokens + outputTokens + spareTokens;
        long cost = prices.costPico(model, inputTokens, 0, outputTokens) + spareCostPico;
        if (requests + 1 > maxRequests) {
            exhausted = "the budget of " + maxRequests + " requests is used up";
        } else if (tokens + wanted > maxTokens) {
            exhausted = "the budget of " + maxTokens + " tokens is used up";
        } else if (costPico + cost > maxCostPico) {
            exhausted = "the budget of "
                    + BigDecimal.valueOf(maxCostPico, 12).stripTrailingZeros().toPlainString() + " " + prices.currency()
                    + " is used up";
        } else {
            requests++;
            tokens += wanted;
            costPico += cost;
            return new Reservation(wanted, cost, spareTokens, spareCostPico);
        }
        return null;
    }

    /** Replaces what was reserved by what was used. */
    public synchronized void settle(Reservation reservation, long usedTokens, long usedCostPico) {
        if (!limited) {
            return;
        }
        tokens += usedTokens - reservation.tokens();
        costPico += usedCostPico - reservation.costPico();
        spareTokens = Math.max(spareTokens, usedTokens - reservation.tokens() + reservation.spareTokens());
        spareCostPico = Math.max(spareCostPico, usedCostPico - reservation.costPico() + reservation.spareCostPico());
    }

    /** Which limit stopped the run, in words; null when none has. */
    public synchronized String exhausted() {
        return exhausted;
    }
}
