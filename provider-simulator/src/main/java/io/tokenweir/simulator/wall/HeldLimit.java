package io.tokenweir.simulator.wall;

import io.tokenweir.limits.AxisState;

/**
 * One limit of one holder at an instant.
 *
 * @param pool the model, or what else the limit is of
 * @param holder account, key, project or organisation whose use is counted
 */
public record HeldLimit(String pool, String holder, AxisState state) {}
