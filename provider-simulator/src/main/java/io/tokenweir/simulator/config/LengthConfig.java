package io.tokenweir.simulator.config;

import java.util.Map;

/**
 * How long answers are. Whatever is drawn, {@code max_tokens} cuts it.
 *
 * @param from what lengths come from; null: as asked
 * @param mu mean of the logarithm (LOG_NORMAL)
 * @param sigma deviation of the logarithm (LOG_NORMAL)
 * @param quantiles tokens by percent, for example {@code {5: 41, 50: 129, 99: 601}} (QUANTILES)
 */
public record LengthConfig(From from, double mu, double sigma, Map<Double, Double> quantiles) {

    public LengthConfig {
        from = from == null ? From.AS_ASKED : from;
        quantiles = quantiles == null ? Map.of() : Map.copyOf(quantiles);
    }

    /** What lengths come from. */
    public enum From {
        /** Exactly {@code max_tokens}. */
        AS_ASKED,
        /** The quantiles of Azure's conversation trace of 2023. */
        CONVERSATION,
        /** The quantiles of Azure's code trace of 2023. */
        CODE,
        /** A table of one's own. */
        QUANTILES,
        /** A log-normal distribution. */
        LOG_NORMAL,
        /** llm-d-inference-sim's six buckets. */
        BUCKETS
    }

    /** Exactly {@code max_tokens}. */
    public static LengthConfig asAsked() {
        return of(From.AS_ASKED);
    }

    /** A distribution that needs no numbers. */
    public static LengthConfig of(From from) {
        return new LengthConfig(from, 0, 0, null);
    }
}
