package io.tokenweir.load.summary;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.common.stats.BlockedRatio;
import io.tokenweir.common.stats.Bounds;
import io.tokenweir.common.stats.Confidence;
import io.tokenweir.common.stats.LongRunVariance;

/** Rates and shares of the measured span, with how far chance may have moved them, from their counts in each second. Pure. */
final class Scatter {
    private final SecondCounts counts;
    private final int seconds;
    private final double[] time;

    /** @param length of the span, in seconds */
    Scatter(SecondCounts counts, double length) {
        this.counts = counts;
        this.seconds = seconds(length);
        this.time = new double[seconds];
        Arrays.setAll(time, second -> Math.min(1, length - second));
    }

    /** Seconds that a span touches. */
    static int seconds(double length) {
        return (int) Math.ceil(length - 1e-9);
    }

    RunSummary.Chance chance() {
        Map<String, RunSummary.Estimate> estimates = new LinkedHashMap<>();
        rate(estimates, "offeredPerSecond", Counted.OFFERED);
        rate(estimates, "startedPerSecond", Counted.STARTED);
        rate(estimates, "achievedPerSecond", Counted.ANSWERED);
        rate(estimates, "arrivalsPerSecond", Counted.ARRIVALS);
        rate(estimates, "outputTokensPerSecond", Counted.OUTPUT_TOKENS);
        share(estimates, "answeredShare", Counted.ANSWERED, Counted.OFFERED);
        share(estimates, "goodShare", Counted.GOOD, Counted.OFFERED);
        share(estimates, "droppedShare", Counted.DROPPED, Counted.OFFERED);
        share(estimates, "refusedShare", Counted.REFUSED, Counted.ATTEMPTS);
        if (sum(Counted.STARTED) > 0) {
            BlockedRatio ratio = new BlockedRatio(of(Counted.ATTEMPTS), of(Counted.STARTED));
            estimates.put("attemptsPerRequest", estimate(ratio.value(), ratio.symmetric()));
        }
        boolean enough = seconds >= LongRunVariance.FEWEST_BLOCKS;
        return new RunSummary.Chance(
                Confidence.LEVEL, seconds, enough ? (Integer) LongRunVariance.degrees(seconds) : null, estimates);
    }

    private void rate(Map<String, RunSummary.Estimate> to, String name, Counted what) {
        if (seconds > 0) {
            BlockedRatio rate = new BlockedRatio(of(what), time);
            to.put(name, estimate(rate.value(), rate.symmetric()));
        }
    }

    private void share(Map<String, RunSummary.Estimate> to, String name, Counted part, Counted whole) {
        if (sum(whole) > 0) {
            BlockedRatio share = new BlockedRatio(of(part), of(whole));
            to.put(name, estimate(share.value(), share.ofShare()));
        }
    }

    private static RunSummary.Estimate estimate(double value, Bounds bounds) {
        return new RunSummary.Estimate(value, bounds.low(), bounds.high(), bounds.degrees());
    }

    private double[] of(Counted what) {
        return counts.of(what.ordinal(), seconds);
    }

    private double sum(Counted what) {
        return Arrays.stream(of(what)).sum();
    }
}
