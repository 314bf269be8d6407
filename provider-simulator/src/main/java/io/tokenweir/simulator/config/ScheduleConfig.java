package io.tokenweir.simulator.config;

/**
 * The finer parts of a {@code FIXED} schedule, as llm-d-inference-sim has them. The time to the first token is {@code
 * ttftMillis}, or, where that and its deviation are 0, {@code prefillOverheadMillis + prefillPerTokenMillis * prompt tokens
 * that no cache held}. Deviations are Gaussian, and no time leaves 30 % to 170 % of its mean.
 *
 * @param remotePrefill whether prompts are prefilled elsewhere: then the first token waits for the transfer of the KV cache
 * @param transferMillis time of that transfer; where it and its deviation are 0, {@code transferPerTokenMillis} for each token
 */
public record ScheduleConfig(
        double ttftStdDevMillis,
        double interTokenStdDevMillis,
        double prefillOverheadMillis,
        double prefillPerTokenMillis,
        double prefillStdDevMillis,
        boolean remotePrefill,
        double transferMillis,
        double transferStdDevMillis,
        double transferPerTokenMillis,
        double transferPerTokenStdDevMillis) {

    /** A schedule without any of them. */
    public static ScheduleConfig none() {
        return new ScheduleConfig(0, 0, 0, 0, 0, false, 0, 0, 0, 0);
    }
}
