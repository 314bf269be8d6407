package io.tokenweir.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import io.tokenweir.load.SegmentResult;
import io.tokenweir.load.summary.RunSummary;

/** A segment that has ended, in a line for the terminal. */
final class SegmentLine {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private SegmentLine() {}

    static String of(SegmentResult result) {
        RunSummary.Latency ttft = result.summary().latencies().get("ttft");
        return String.format(
                Locale.ROOT,
                "Segment %d  %s to %s%s  %,d requests, %,d answered, %,d dropped, %,d refused; TTFT p50 %s, p99 %s",
                result.run().segment(),
                clock(result.startMicros()),
                clock(result.endMicros()),
                result.partial() ? " (partial)" : "",
                result.load().counters().offered(),
                result.summary().requests().answered(),
                result.load().counters().dropped(),
                result.load().counters().refused(),
                millis(ttft == null ? null : ttft.p50()),
                millis(ttft == null ? null : ttft.p99()));
    }

    static String clock(long micros) {
        return CLOCK.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static String millis(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.0f ms", value);
    }
}
