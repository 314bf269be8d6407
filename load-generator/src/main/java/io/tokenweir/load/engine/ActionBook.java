package io.tokenweir.load.engine;

import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.load.ActionReport;

/** How long actions took, from the time they were due to the end of their last call. Owned by one event loop until it ends. */
final class ActionBook {
    private final ExponentialHistogram latency = new ExponentialHistogram();
    private long actions;
    private long complete;

    /** @param isComplete whether all calls were made and answered; only then the latency counts */
    void ended(long nanos, boolean isComplete) {
        actions++;
        if (isComplete) {
            complete++;
            latency.record(nanos);
        }
    }

    void merge(ActionBook other) {
        actions += other.actions;
        complete += other.complete;
        latency.merge(other.latency);
    }

    /** Null when there were none. */
    ActionReport report() {
        return actions == 0
                ? null
                : new ActionReport(actions, complete, quantile(0.5), quantile(0.9), quantile(0.99), latency.maxNanos());
    }

    private long quantile(double q) {
        return latency.isEmpty() ? 0 : latency.quantile(q);
    }
}
