package io.tokenweir.common.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.PricesSpec;

class PriceBookTest {
    private static final PriceBook BOOK = PriceBook.of(new PricesSpec(
            "2026-11",
            "USD",
            Map.of(
                    "mini",
                    new PricesSpec.ModelPrice(
                            new BigDecimal("0.15"), new BigDecimal("0.075"), new BigDecimal("0.60")))));

    @Test
    void pricesAnAttemptExactly() {
        assertThat(BOOK.costPico("mini", 1_000, 400, 64)).isEqualTo(600 * 150_000L + 400 * 75_000L + 64 * 600_000L);
    }

    @Test
    void takesNothingOffWhereCachedTokensAreCountedBesideTheOthers() {
        assertThat(BOOK.costPico("mini", 10, 400, 64)).isEqualTo(400 * 75_000L + 64 * 600_000L);
    }

    @Test
    void saysThatItDoesNotKnowAModel() {
        assertThat(BOOK.knows("other")).isFalse();
        assertThat(BOOK.costPico("other", 5, 0, 5)).isZero();
    }

    @Test
    void refusesAPriceFinerThanItsUnit() {
        PricesSpec tooFine = new PricesSpec(
                null, null, Map.of("m", new PricesSpec.ModelPrice(new BigDecimal("0.0000001"), null, BigDecimal.ONE)));

        assertThatThrownBy(() -> PriceBook.of(tooFine)).isInstanceOf(ArithmeticException.class);
    }
}
