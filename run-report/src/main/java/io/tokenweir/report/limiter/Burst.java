package io.tokenweir.report.limiter;

/**
 * Calls of one shape with one key, sent as fast as the parallelism allows.
 *
 * @param offsetNanos from the start of its script; later when what came before took longer
 * @param most calls at most
 * @param refusals after how many refusals it ends; 0: never before {@code most}
 * @param parallel how many are open at once at most
 * @param drained whether the next burst waits until all calls of this one have ended
 * @param gated whether calls wait until no limiter that is known would refuse them
 */
record Burst(
        long offsetNanos, int key, Shape shape, int most, int refusals, int parallel, boolean drained, boolean gated) {}
