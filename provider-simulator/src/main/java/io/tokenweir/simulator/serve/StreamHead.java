package io.tokenweir.simulator.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** The head of a stream's response, and where the time went until then. Pure. */
final class StreamHead {
    private static final String BEGINNING = "HTTP/1.1 200 OK\r\n"
            + "content-type: text/event-stream; charset=utf-8\r\n"
            + "cache-control: no-cache\r\n"
            + "transfer-encoding: chunked\r\n";
    private static final int USUAL_LENGTH = 800;
    private static final int USUAL_TIMING_LENGTH = 120;

    private StreamHead() {}

    /** @param timing value of {@code Server-Timing}; empty: none */
    static byte[] of(Map<String, String> headers, String timing, boolean keepAlive) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH).append(BEGINNING);
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
        StringBuilder timing = new StringBuilder(USUAL_TIMING_LENGTH);
        if (times.queueNanos() >= 0) {
            millis(timing.append("queue;dur="), times.queueNanos());
        }
        if (times.prefillNanos() >= 0) {
            millis(timing.append(", prefill;dur="), times.prefillNanos());
            millis(timing.append(", lateness;dur="), nowNanos - dueNanos);
        }
        if (punctuality.saturated(nowNanos)) {
            timing.append(timing.length() == 0 ? "" : ", ").append("saturated;dur=");
            millis(timing, punctuality.worstNanos(nowNanos));
        }
        return timing.toString();
    }

    /** Milliseconds with three digits; a formatter would cost more than the rest of the headers. */
    private static void millis(StringBuilder to, long nanos) {
        long micros = Math.max(0, nanos) / 1_000;
        long fraction = micros % 1_000;
        to.append(micros / 1_000)
                .append(fraction < 10 ? ".00" : fraction < 100 ? ".0" : ".")
                .append(fraction);
    }
}
