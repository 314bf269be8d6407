package io.tokenweir.common.price;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.tokenweir.common.scenario.PricesSpec;

/**
 * What tokens cost, in exact integer pico-units (10^-12) of the currency.
 *
 * <p>Immutable. {@code inputTokens} includes cached ones, as OpenAI's usage does; output includes reasoning. A model that
 * the book does not know costs nothing, and {@link #knows} says so.
 */
public final class PriceBook {
    /** Pico-units per token. */
    public record UnitPrice(long inputPico, long cachedInputPico, long outputPico) {}

    private static final BigDecimal PICO_PER_UNIT_PER_MILLION = BigDecimal.valueOf(1_000_000);

    private final String version;
    private final String currency;
    private final Map<String, UnitPrice> byModel;

    public PriceBook(String version, String currency, Map<String, UnitPrice> byModel) {
        this.version = version;
        this.currency = currency;
        this.byModel = Map.copyOf(byModel);
    }

    /** From prices per million tokens; throws {@link ArithmeticException} when a price is finer than a pico-unit. */
    public static PriceBook of(PricesSpec spec) {
        Map<String, UnitPrice> byModel = new LinkedHashMap<>();
        spec.models()
                .forEach((model, price) -> byModel.put(
                        model, new UnitPrice(pico(price.input()), pico(price.cachedInput()), pico(price.output()))));
        return new PriceBook(spec.version(), spec.currency(), byModel);
    }

    /** Cost of one attempt by the server's usage. */
    public long costPico(String model, long inputTokens, long cachedInputTokens, long outputTokens) {
        UnitPrice price = byModel.get(model);
        if (price == null) {
            return 0;
        }
        // some gateways count cached tokens beside the others
        return Math.max(0, inputTokens - cachedInputTokens) * price.inputPico()
                + cachedInputTokens * price.cachedInputPico()
                + outputTokens * price.outputPico();
    }

    public boolean knows(String model) {
        return byModel.containsKey(model);
    }

    public Set<String> models() {
        return byModel.keySet();
    }

    public UnitPrice price(String model) {
        return byModel.get(model);
    }

    public String version() {
        return version;
    }

    public String currency() {
        return currency;
    }

    private static long pico(BigDecimal perMillion) {
        return perMillion == null
                ? 0
                : perMillion.multiply(PICO_PER_UNIT_PER_MILLION).longValueExact();
    }
}
