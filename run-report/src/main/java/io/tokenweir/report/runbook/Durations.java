package io.tokenweir.report.runbook;

import java.util.Collection;
import java.util.function.Function;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.histogram.ExponentialHistogram;

/** The distributions of one window that are added up again over parts of a run. */
record Durations(Distribution ttft, Distribution ttftIntended, Distribution tpot) {
    static Durations of(Aggregate window) {
        return new Durations(window.getTtft(), window.getTtftIntended(), window.getTpot());
    }

    static ExponentialHistogram sum(Collection<Durations> windows, Function<Durations, Distribution> which) {
        ExponentialHistogram sum = new ExponentialHistogram();
        windows.forEach(window -> sum.merge(ExponentialHistogram.fromAvro(which.apply(window))));
        return sum;
    }

    /** In milliseconds; null where there are too few values for it. */
    static Double quantile(ExponentialHistogram histogram, double q) {
        return histogram.supports(q) && !histogram.isEmpty() ? (Double) (histogram.quantile(q) / 1e6) : null;
    }
}
