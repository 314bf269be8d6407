package io.tokenweir.load.summary;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.tokenweir.common.threshold.Aggregation;
import io.tokenweir.common.threshold.Comparison;
import io.tokenweir.common.threshold.MeterSeconds;
import io.tokenweir.common.threshold.Reading;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdJudge;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.common.threshold.ThresholdResult.Status;
import io.tokenweir.events.Verdict;

/**
 * Ends the run at the first threshold with {@code abortOnFail} that fails: looks once a second, over everything measured so far,
 * as k6 does. Percentiles come from histograms here, so one counts as failed only when it is beyond its bound by more than the
 * histogram's error. Used by one thread; its verdict may be read by others.
 */
public final class ThresholdWatch {
    /** Half a bucket of the histogram, and a little. */
    private static final double HISTOGRAM_ERROR = 0.0055;

    private static final long NANOS = 1_000_000_000L;

    private final List<Threshold> watched;
    private final LiveFigures figures;
    private final MeasuredSpan span;
    private final Consumer<String> stop;
    private int total;
    private int valid;
    private int invalid;
    private volatile ThresholdResult aborted;

    ThresholdWatch(List<Threshold> thresholds, LiveFigures figures, MeasuredSpan span, Consumer<String> stop) {
        this.watched = thresholds.stream().filter(Threshold::abortOnFail).toList();
        this.figures = figures;
        this.span = span;
        this.stop = stop;
    }

    /**
     * A second is over, and its values are in.
     *
     * @param offsetNanos its end, from the start of the run
     * @param load how much load there was, in words
     */
    public void second(long offsetNanos, MeterWindow window, String load) {
        if (watched.isEmpty() || aborted != null || offsetNanos <= span.fromNanos()) {
            return;
        }
        total++;
        valid += window.judgement().verdict() == Verdict.VALID ? 1 : 0;
        invalid += MeterVerdict.healthy(window.judgement()) ? 0 : 1;
        MeterSeconds meter = new MeterSeconds(total, valid, invalid);
        double seconds = (Math.min(offsetNanos, span.toNanos()) - span.fromNanos()) / 1e9;
        for (Threshold threshold : watched) {
            if (offsetNanos < threshold.delay().toNanos()) {
                continue;
            }
            Reading reading = figures.read(threshold, seconds, meter);
            if (reading.value() != null && failsBeyondDoubt(threshold, reading.value())) {
                abort(threshold, reading.value(), (int) ((offsetNanos + NANOS - 1) / NANOS), load);
                return;
            }
        }
    }

    private static boolean failsBeyondDoubt(Threshold threshold, double value) {
        if (threshold.aggregation().of() != Aggregation.Of.QUANTILE) {
            return !threshold.holds(value);
        }
        Comparison comparison = threshold.comparison();
        boolean oneSided = comparison != Comparison.EQUAL && comparison != Comparison.DIFFERENT;
        return oneSided
                && !threshold.holds(value * (1 - HISTOGRAM_ERROR))
                && !threshold.holds(value * (1 + HISTOGRAM_ERROR));
    }

    private void abort(Threshold threshold, double value, int second, String load) {
        aborted = new ThresholdResult(
                threshold.text(),
                Status.FAILED,
                value,
                threshold.bound(),
                threshold.unit(),
                "it ended the run at second " + second + ", " + load,
                true,
                second);
        stop.accept(String.format(
                Locale.ROOT,
                "threshold '%s' failed at second %d, being %s%s, %s",
                threshold.text(),
                second,
                ThresholdJudge.plain(value),
                threshold.unit().isEmpty() ? "" : " " + threshold.unit(),
                load));
    }

    /** The one that ended the run; null while none has. */
    public ThresholdResult aborted() {
        return aborted;
    }
}
