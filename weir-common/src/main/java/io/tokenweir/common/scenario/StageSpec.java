package io.tokenweir.common.scenario;

import java.time.Duration;

/**
 * One leg of a ramp: from where the one before ended, linearly to {@code target} in {@code duration}.
 *
 * @param name dimension of the results; {@code stage-N} when the file gives none
 */
public record StageSpec(String name, Duration duration, double target) {}
