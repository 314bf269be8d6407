package io.tokenweir.report.limiter;

/**
 * What is used of a limit at an instant, whatever its size: only calls that were admitted count, so the use follows from the
 * log, and the size is what parts the admitted from the refused.
 *
 * <p>Instants are nanoseconds that never decrease by more than the slack. When a call was decided is known to within a slack
 * only, so the use has a lower and an upper end.
 */
interface Ageing {
    double least(long nanos, long slackNanos);

    double most(long nanos, long slackNanos);

    void take(long nanos, double amount);

    Ageing copy();
}
