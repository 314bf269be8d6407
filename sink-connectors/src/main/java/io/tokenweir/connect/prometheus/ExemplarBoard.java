package io.tokenweir.connect.prometheus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.connect.data.Struct;

/**
 * The slowest request of each series since the series was last written, from {@code weir.requests}, where that topic is
 * subscribed too: window results carry no request ids. One board for all tasks of a connector in this JVM, because a request
 * lies in its account's partition and a window in its series'. Thread-safe.
 */
final class ExemplarBoard {
    /** OpenMetrics' limit for names and values of an exemplar's labels together. */
    private static final int MAX_LABELS = 128;

    private static final double NANOS = 1e9;
    private static final int MICROS_PER_MILLI = 1000;
    private static final int HASH_BYTES = 8;
    private static final Map<String, ExemplarBoard> BOARDS = new ConcurrentHashMap<>();

    private final Map<WindowRow.SeriesName, Map<Family, Exemplar>> slowest = new LastUsed<>();

    /** The board of a connector in this JVM. */
    static ExemplarBoard of(String connector) {
        return BOARDS.computeIfAbsent(connector, name -> new ExemplarBoard());
    }

    /** Whether a record's value is a request event. */
    static boolean takes(Object value) {
        return value instanceof Struct event && event.schema().field("attemptEnded") != null;
    }

    /** @param withAccount whether exemplars tell the account, as a hash */
    void offer(Struct event, boolean withAccount) {
        Struct attempt = event.getStruct("attemptEnded");
        Struct request = event.getStruct("ended");
        Struct series = event.getStruct("series");
        if (series == null || attempt == null && request == null) {
            return;
        }
        Labels labels = labels(event, withAccount);
        long millis = event.getStruct("header").getInt64("eventTimeMicros") / MICROS_PER_MILLI;
        WindowRow.SeriesName name = name(event.getStruct("header"), series);
        if (attempt != null) {
            put(name, Family.TTFT, labels, attempt.getInt64("ttftNanos"), millis);
            put(name, Family.TPOT, labels, attempt.getInt64("tpotNanos"), millis);
            put(name, Family.END_TO_END, labels, attempt.getInt64("durationNanos"), millis);
        } else {
            put(name, Family.TTFT_INTENDED, labels, request.getInt64("ttftIntendedNanos"), millis);
        }
    }

    private static WindowRow.SeriesName name(Struct header, Struct series) {
        return new WindowRow.SeriesName(
                header.getString("runId"),
                header.getInt32("segment"),
                header.getString("vantage"),
                "MODEL",
                series.getString("scenario"),
                series.getString("stage"),
                series.getString("provider"),
                series.getString("model"),
                "",
                "",
                "");
    }

    /** The request id comes first; what would pass the limit with it is left out. */
    private static Labels labels(Struct event, boolean withAccount) {
        Labels labels = Labels.NONE;
        labels = withinLimit(labels, "request_id", event.getString("requestId"));
        labels = withinLimit(labels, "trace_id", event.getString("traceId"));
        if (withAccount && event.getString("accountId") != null) {
            labels = withinLimit(labels, "account_hash", hash(event.getString("accountId")));
        }
        return labels;
    }

    private static Labels withinLimit(Labels labels, String name, String value) {
        if (value == null) {
            return labels;
        }
        Labels more = labels.with(name, value);
        int length = more.pairs().entrySet().stream()
                .mapToInt(pair -> pair.getKey().length() + pair.getValue().length())
                .sum();
        return length > MAX_LABELS ? labels : more;
    }

    private static String hash(String account) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private synchronized void put(WindowRow.SeriesName name, Family family, Labels labels, Long nanos, long millis) {
        if (nanos == null || labels.pairs().isEmpty()) {
            return;
        }
        slowest.computeIfAbsent(name, series -> new EnumMap<>(Family.class))
                .merge(
                        family,
                        new Exemplar(labels, nanos / NANOS, millis),
                        (old, more) -> more.value() > old.value() ? more : old);
    }

    /** Takes what there is for a series off the board. */
    synchronized Map<Family, Exemplar> take(WindowRow.SeriesName name) {
        Map<Family, Exemplar> taken = slowest.remove(name);
        return taken == null ? Map.of() : taken;
    }
}
