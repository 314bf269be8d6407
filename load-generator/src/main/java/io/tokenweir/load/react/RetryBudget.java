package io.tokenweir.load.react;

/**
 * Allows a fixed share of retries per first attempt over the whole run, and a few beside, so that retries cannot multiply
 * the load when everything fails (Finagle's retry budget, without its expiry). Thread-safe.
 */
public final class RetryBudget {
    private static final double RESERVE = 10;

    private final double share;
    private double credit = RESERVE;

    /** @param share retries per first attempt; 0.2 is one in five */
    public RetryBudget(double share) {
        this.share = share;
    }

    public synchronized void firstAttempt() {
        credit += share;
    }

    /** Takes one retry; false when there is none left. */
    public synchronized boolean tryRetry() {
        if (credit < 1) {
            return false;
        }
        credit -= 1;
        return true;
    }
}
