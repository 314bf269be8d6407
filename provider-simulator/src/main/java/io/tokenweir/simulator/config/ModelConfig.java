package io.tokenweir.simulator.config;

/**
 * One model that the provider serves.
 *
 * @param snapshot the dated name that answers carry
 * @param contextTokens most tokens of prompt and answer together
 * @param defaultOutputTokens length of an answer when the request asks for none
 */
public record ModelConfig(
        String snapshot, int contextTokens, int defaultOutputTokens, EngineConfig engine, LimitConfig limits) {

    /** A model with a plain schedule and no limits, for tests. */
    public static ModelConfig fixed(String snapshot, double ttftMillis, double interTokenMillis) {
        return new ModelConfig(
                snapshot, 128_000, 64, EngineConfig.fixed(ttftMillis, interTokenMillis), LimitConfig.unlimited());
    }

    /** The same model behind other limits. */
    public ModelConfig withLimits(LimitConfig limits) {
        return new ModelConfig(snapshot, contextTokens, defaultOutputTokens, engine, limits);
    }

    /** The same model with other timing. */
    public ModelConfig withEngine(EngineConfig engine) {
        return new ModelConfig(snapshot, contextTokens, defaultOutputTokens, engine, limits);
    }
}
