package io.tokenweir.report.compare;

/**
 * One figure of both sides, and their difference. Latencies are in milliseconds, shares between 0 and 1, rates per second.
 *
 * @param name of the figure, e.g. {@code ttft.p99}
 * @param a null when the side has none
 * @param b likewise
 * @param difference b − a; null when not comparable
 * @param low of the difference's interval, chance and meter together; null when it is open, or there is none
 * @param high likewise
 * @param meter part of that half-width that is the meters' error
 * @param ratio b / a; null when not comparable, or a is 0
 * @param ratioLow as {@code low}, of the ratio
 * @param ratioHigh likewise
 * @param word what the finding is called: faster, slower, better, worse, higher, lower, …
 * @param reason why it is not comparable or has no interval; null otherwise
 * @param shift by how many percent B is shown to be worse, at least; for shares, percentage points; null when it is not
 */
public record Row(
        String name,
        Double a,
        Double b,
        Double difference,
        Double low,
        Double high,
        double meter,
        Double ratio,
        Double ratioLow,
        Double ratioHigh,
        Finding finding,
        String word,
        String reason,
        Double shift) {

    /** Whether it is a share of requests, and not a latency or a rate. */
    public boolean isShare() {
        return name.endsWith("Share");
    }

    public boolean isLatency() {
        return name.contains(".");
    }
}
