package io.tokenweir.load.react;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.price.PriceBook;
import io.tokenweir.common.scenario.BudgetSpec;
import io.tokenweir.common.scenario.RetryBudgetSpec;

class LimitsTest {
    private static final PriceBook PRICES =
            new PriceBook("v", "USD", Map.of("m", new PriceBook.UnitPrice(1_000_000, 1_000_000, 2_000_000)));

    @Test
    void lowersTheConcurrencyOnceForABunchOfRefusals() {
        AimdLimit limit = new AimdLimit(10, 1, 20, 0.5);
        limit.tryEnter();
        limit.tryEnter();
        limit.refused(0);
        limit.refused(1_000_000);
        assertThat(limit.limit()).isEqualTo(5);
        limit.tryEnter();
        limit.refused(1_000_000_000);
        assertThat(limit.limit()).isEqualTo(2.5);
    }

    @Test
    void raisesTheConcurrencyOnlyWhileItIsWhatHoldsBack() {
        AimdLimit limit = new AimdLimit(2, 1, 20, 0.5);
        limit.tryEnter();
        limit.succeeded(1);
        assertThat(limit.limit()).isEqualTo(2);
        limit.tryEnter();
        limit.tryEnter();
        assertThat(limit.tryEnter()).isFalse();
        limit.succeeded(1);
        assertThat(limit.limit()).isEqualTo(2.5);
    }

    @Test
    void reservesBeforeItSends() {
        RunBudget budget = new RunBudget(new BudgetSpec(null, 100L, null), PRICES);
        RunBudget.Reservation first = budget.reserve("m", 40, 40);
        assertThat(budget.reserve("m", 40, 40)).isNull();
        assertThat(budget.exhausted()).contains("100 tokens");
        budget.settle(first, 20, 0);
        assertThat(budget.reserve("m", 40, 40)).isNotNull();
    }

    @Test
    void neverPassesTheMoney() {
        RunBudget budget = new RunBudget(new BudgetSpec(null, null, new BigDecimal("0.0001")), PRICES);
        assertThat(budget.reserve("m", 100, 0)).isNotNull();
        assertThat(budget.reserve("m", 1, 0)).isNull();
        assertThat(budget.exhausted()).contains("0.0001 USD");
    }

    @Test
    void earnsRetriesByFirstAttempts() {
        RetryBudget budget = new RetryBudget(RetryBudgetSpec.of(0.5));
        for (int i = 0; i < 10; i++) {
            budget.tryRetry(0);
        }
        assertThat(budget.tryRetry(0)).isFalse();
        budget.firstAttempt();
        budget.firstAttempt();
        assertThat(budget.tryRetry(0)).isTrue();
    }

    @Test
    void earnsRetriesByTime() {
        RetryBudget budget = new RetryBudget(new RetryBudgetSpec(0.0, 2.0, 0.0, 3.0));
        assertThat(budget.tryRetry(0)).isFalse();
        assertThat(budget.tryRetry(500_000_000)).isTrue();
        assertThat(budget.tryRetry(500_000_000)).isFalse();
    }

    @Test
    void savesNoMoreRetriesThanItsBurst() {
        RetryBudget budget = new RetryBudget(new RetryBudgetSpec(1.0, 0.0, 0.0, 2.0));
        for (int i = 0; i < 100; i++) {
            budget.firstAttempt();
        }
        assertThat(budget.tryRetry(0)).isTrue();
        assertThat(budget.tryRetry(0)).isTrue();
        assertThat(budget.tryRetry(0)).isFalse();
    }
}
