package io.tokenweir.common.scenario;

import java.math.BigDecimal;

/** Hard stops of a run; null is no limit. {@code money} is in the price book's currency. */
public record BudgetSpec(Long requests, Long tokens, BigDecimal money) {
    public static final BudgetSpec UNLIMITED = new BudgetSpec(null, null, null);

    /** Whether the most that a request can cost must be known before it is sent. */
    public boolean limitsTokens() {
        return tokens != null || money != null;
    }
}
