package io.tokenweir.simulator.config;

/**
 * One model that the provider serves.
 *
 * @param snapshot the dated name that answers carry
 * @param contextTokens most tokens of prompt and answer together
 * @param defaultOutputTokens length of an answer when the request asks for none
 * @param reasoning whether it always reasons, and refuses the parameters that such models refuse; false: it never does, and
 *     refuses those of reasoning; null: it reasons when it is asked to, and takes all
 */
public record ModelConfig(
        String snapshot,
        int contextTokens,
        int defaultOutputTokens,
        EngineConfig engine,
        LimitConfig limits,
        Boolean reasoning) {

    /** A model with a plain schedule and no limits, for tests. */
    public static ModelConfig fixed(String snapshot, double ttftMillis, double interTokenMillis) {
        return new ModelConfig(
                snapshot, 128_000, 64, EngineConfig.fixed(ttftMillis, interTokenMillis), LimitConfig.unlimited(), null);
    }

    /** The same model behind other limits. */
    public ModelConfig withLimits(LimitConfig limits) {
        return new ModelConfig(snapshot, contextTokens, defaultOutputTokens, engine, limits, reasoning);
    }

    /** The same model with other timing. */
    public ModelConfig withEngine(EngineConfig engine) {
        return new ModelConfig(snapshot, contextTokens, defaultOutputTokens, engine, limits, reasoning);
    }

    /** The same model, as one that always reasons, or never does. */
    public ModelConfig withReasoning(boolean reasoning) {
        return new ModelConfig(snapshot, contextTokens, defaultOutputTokens, engine, limits, reasoning);
    }
}
