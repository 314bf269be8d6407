package io.tokenweir.common.scenario;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Prices per million tokens, by model.
 *
 * @param version how results name this price book
 */
public record PricesSpec(String version, String currency, Map<String, ModelPrice> models) {
    public static final PricesSpec NONE = new PricesSpec("none", "USD", Map.of());

    public PricesSpec {
        version = version == null ? "scenario" : version;
        currency = currency == null ? "USD" : currency;
        models = models == null ? Map.of() : Map.copyOf(models);
    }

    /** Per million tokens; {@code cachedInput} defaults to {@code input}. */
    public record ModelPrice(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
        public ModelPrice {
            cachedInput = cachedInput == null ? input : cachedInput;
        }
    }
}
