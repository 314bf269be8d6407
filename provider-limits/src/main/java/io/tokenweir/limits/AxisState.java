package io.tokenweir.limits;

/**
 * One limit at an instant, as headers and the request log show it.
 *
 * @param name the name of its rule
 * @param windowNanos length of its window
 * @param used what is used of it, rounded up; above the limit when it is in debt
 * @param remaining what is left, rounded down; never below 0
 * @param resetNanos time until nothing is used any more, or until a fixed window ends
 */
public record AxisState(
        String name, Axis axis, long windowNanos, long limit, long used, long remaining, long resetNanos) {

    /** The share of the limit that is left. */
    public double share() {
        return (double) remaining / limit;
    }
}
