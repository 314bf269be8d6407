package io.tokenweir.dashboard;

import io.tokenweir.events.Distribution;

/**
 * The highest percentile, up to the 99th, that a window's sample count supports.
 *
 * <p>A p99 of twenty samples is the maximum under another name, so distributions carry null there; the page and the
 * terminal then name a lower percentile instead of an invented one.
 *
 * @param name {@code p99}, {@code p95}, {@code p90} or {@code p50}
 * @param nanos its value
 */
public record Tail(String name, long nanos) {

    /** Of a distribution; null when it is empty. */
    public static Tail of(Distribution distribution) {
        if (distribution.getP99Nanos() != null) {
            return new Tail("p99", distribution.getP99Nanos());
        }
        if (distribution.getP95Nanos() != null) {
            return new Tail("p95", distribution.getP95Nanos());
        }
        if (distribution.getP90Nanos() != null) {
            return new Tail("p90", distribution.getP90Nanos());
        }
        return distribution.getP50Nanos() == null ? null : new Tail("p50", distribution.getP50Nanos());
    }
}
