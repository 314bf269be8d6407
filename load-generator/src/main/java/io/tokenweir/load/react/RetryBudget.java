package io.tokenweir.load.react;

import io.tokenweir.common.scenario.RetryBudgetSpec;

/**
 * A token bucket of retries that all requests of a scenario share, so that retries cannot multiply the load when everything
 * fails: each first attempt and each second earn a share of a retry, up to the burst (Finagle's and Linkerd's retry budgets,
 * with a cap in place of an expiry). Thread-safe.
 */
public final class RetryBudget {
    private final RetryBudgetSpec spec;
    private double credit;
    private boolean begun;
    private long lastNanos;

    public RetryBudget(RetryBudgetSpec spec) {
        this.spec = spec;
        this.credit = spec.initial();
    }

    public synchronized void firstAttempt() {
        credit = Math.min(spec.burst(), credit + spec.ratio());
    }

    /** Takes one retry; false when there is none left. */
    public synchronized boolean tryRetry(long nowNanos) {
        if (begun && nowNanos > lastNanos) {
            credit = Math.min(spec.burst(), credit + (nowNanos - lastNanos) / 1e9 * spec.perSecond());
        }
        lastNanos = begun ? Math.max(lastNanos, nowNanos) : nowNanos;
        begun = true;
        if (credit < 1) {
            return false;
        }
        credit -= 1;
        return true;
    }
}
