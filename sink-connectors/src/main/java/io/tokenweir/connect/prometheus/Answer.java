package io.tokenweir.connect.prometheus;

import java.time.Duration;
import java.util.Set;

/**
 * What the server said to one message.
 *
 * @param status of HTTP; 0 when no answer came
 * @param text the start of the body, or why no answer came
 * @param retryAfter what it asked to wait; zero for nothing
 * @param written how much it says it wrote; null when it says nothing, as servers of remote write 1.0 do
 */
record Answer(int status, String text, Duration retryAfter, Written written) {
    static final int TOO_MANY = 429;
    static final int SERVER_ERROR = 500;

    private static final int OK_LIMIT = 300;
    private static final Set<Integer> MISCONFIGURED = Set.of(401, 403, 404, 405, 415);

    /** Counts from the headers {@code X-Prometheus-Remote-Write-*-Written}. */
    record Written(long samples, long histograms) {}

    /** A place that takes encoded messages. */
    @FunctionalInterface
    interface Target {
        Answer post(Protocol protocol, byte[] message);
    }

    /** Whether it means that the address or the credentials are wrong, not what was sent. */
    static boolean isMisconfigured(int status) {
        return MISCONFIGURED.contains(status);
    }

    boolean isTaken() {
        return status > 0 && status < OK_LIMIT;
    }
}
