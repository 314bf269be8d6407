package io.tokenweir.simulator.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** The head of a stream's response, and where the time went until then. Pure. */
final class StreamHead {
    private static final String BEGINNING = "HTTP/1.1 200 OK\r\n"
            + "content-type: text/event-stream; charset=utf-8\r\n"
            + "cache-control: no-cache\r\n"
            + "transfer-encoding: chunked\r\n";

    private StreamHead() {}

    /** @param timing value of {@code Server-Timing}; empty: none */
    static byte[] of(Map<String, String> headers, String timing, boolean keepAlive) {
        StringBuilder text = new StringBuilder(BEGINNING);
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        if (!timing.isEmpty()) {
            text.append("server-timing: ").append(timing).append("\r\n");
        }
        if (!keepAlive) {
            text.append("connection: close\r\n");
        }
        return text.append("\r\n").toString().getBytes(UTF_8);
    }

    /**
     * {@code Server-Timing}: how long the request waited for its place, how long its prompt took, how late its first token
     * is at {@code nowNanos}, in ms, and whether the simulator itself was late lately.
     */
    static String timing(StreamTimes times, long dueNanos, Punctuality punctuality, long nowNanos) {
        StringBuilder timing = new StringBuilder(80);
        if (times.queueNanos() >= 0) {
            timing.append("queue;dur=").append(millis(times.queueNanos()));
        }
        if (times.prefillNanos() >= 0) {
            timing.append(", prefill;dur=").append(millis(times.prefillNanos()));
            timing.append(", lateness;dur=").append(millis(nowNanos - dueNanos));
        }
        if (punctuality.saturated(nowNanos)) {
            timing.append(timing.length() == 0 ? "" : ", ")
                    .append("saturated;dur=")
                    .append(millis(punctuality.worstNanos(nowNanos)));
        }
        return timing.toString();
    }

    /** Milliseconds with three digits; a formatter would cost more than the rest of the headers. */
    private static String millis(long nanos) {
        long micros = Math.max(0, nanos) / 1_000;
        String digits = Long.toString(1_000 + micros % 1_000);
        return micros / 1_000 + "." + digits.substring(1);
    }
}
