package io.tokenweir.common.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A whole number, or numbers around a mean: {@code 50}, or {@code {mean: 50, spread: lognormal}}. */
public record Amount(double mean, Spread spread) {
    @JsonCreator
    public Amount(@JsonProperty("mean") double mean, @JsonProperty("spread") Spread spread) {
        if (!(mean >= 1)) {
            throw new IllegalArgumentException("a number of 1 or more is needed, not " + mean);
        }
        this.mean = mean;
        this.spread = spread == null ? Spread.CONSTANT : spread;
    }

    @JsonCreator
    public static Amount of(int number) {
        return new Amount(number, Spread.CONSTANT);
    }

    /** The number of one draw, 1 or more. */
    public int draw(long seed, long number) {
        return (int) Math.max(1, Math.round(mean * spread.factor(seed, number)));
    }
}
