package io.tokenweir.limits;

/**
 * One axis after a decision, as limit headers show it.
 *
 * @param resetNanos time until nothing is used any more
 */
public record AxisState(long limit, long remaining, long resetNanos) {}
