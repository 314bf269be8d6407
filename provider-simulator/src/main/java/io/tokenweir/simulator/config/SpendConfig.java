package io.tokenweir.simulator.config;

import java.util.List;
import java.util.Map;

/**
 * What answers cost, and how much may be spent. A request passes as long as anything is left; its price is known afterwards.
 *
 * @param prices by model; one that has none costs what {@code otherwise} says
 * @param otherwise the price of all other models
 * @param limits credit and caps; each counts SPEND, in dollars
 */
public record SpendConfig(Map<String, Price> prices, Price otherwise, List<RuleConfig> limits) {

    public SpendConfig {
        prices = prices == null ? Map.of() : Map.copyOf(prices);
        otherwise = otherwise == null ? new Price(0, 0, 0) : otherwise;
        limits = limits == null ? List.of() : List.copyOf(limits);
    }

    /** Dollars per million tokens. */
    public record Price(double input, double cached, double output) {
        /** Millionths of a dollar, rounded up. */
        public long microDollars(long inputTokens, long cachedTokens, long outputTokens) {
            return (long)
                    Math.ceil((inputTokens - cachedTokens) * input + cachedTokens * cached + outputTokens * output);
        }
    }

    public Price price(String model) {
        return prices.getOrDefault(model, otherwise);
    }

    /** Everything is free. */
    public static SpendConfig free() {
        return new SpendConfig(null, null, null);
    }
}
