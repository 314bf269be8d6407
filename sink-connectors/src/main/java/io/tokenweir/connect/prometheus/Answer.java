package io.tokenweir.connect.prometheus;

import java.time.Duration;

/**
 * What the server said to one message.
 *
 * @param status of HTTP; 0 when no answer came
 * @param text the start of the body, or why no answer came
 * @param retryAfter what it asked to wait; zero for nothing
 * @param written how much it says it wrote; null when it says nothing, as servers of remote write 1.0 do
 */
record Answer(int status, String text, Duration retryAfter, Written written) {
    private static final int OK_LIMIT = 300;

    /** Counts from the headers {@code X-Prometheus-Remote-Write-*-Written}. */
    record Written(long samples, long histograms) {}

    /** A place that takes encoded messages. */
    @FunctionalInterface
    interface Target {
        Answer post(Protocol protocol, byte[] message);
    }

    boolean isTaken() {
        return status > 0 && status < OK_LIMIT;
    }
}
