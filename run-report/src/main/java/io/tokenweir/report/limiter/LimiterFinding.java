package io.tokenweir.report.limiter;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One limiter. Findings that make no sense for its kind are null: a window of a concurrency limit, a refill of a window.
 *
 * @param size in {@code unit} per window; of a bucket what it admits in {@code windowSeconds} on the long run
 * @param unit what the size is a number of
 * @param windowSeconds the length of the window; of a bucket the time in which it fills
 * @param capacity what a bucket holds
 * @param refillPerSecond what a bucket gains a second
 * @param refusedCount whether refused calls count
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LimiterFinding(
        Finding<Dimension> dimension,
        Finding<Double> size,
        String unit,
        Finding<WindowKind> window,
        Finding<Double> windowSeconds,
        Finding<Double> capacity,
        Finding<Double> refillPerSecond,
        Finding<Charging> charging,
        Finding<Boolean> refusedCount,
        Finding<LimitScope> scope) {}
