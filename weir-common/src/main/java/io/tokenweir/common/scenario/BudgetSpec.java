package io.tokenweir.common.scenario;

import java.math.BigDecimal;

/** Hard stops of a run; null is no limit. {@code money} is in the price book's currency. */
public record BudgetSpec(Long requests, Long tokens, BigDecimal money) {
    public static final BudgetSpec UNLIMITED = new BudgetSpec(null, null, null);
}
