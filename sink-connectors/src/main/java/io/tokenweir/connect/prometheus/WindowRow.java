package io.tokenweir.connect.prometheus;

import java.util.List;

import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * A row of {@code weir.metrics}, as far as the sink needs it.
 *
 * @param series names the series; rows of one series lie in one partition, in order
 * @param windowEndMillis end of the window, Unix time
 * @param revision 0, or above for a correction: its window adds up to the row's before, its cumulative values are newer
 */
record WindowRow(
        SeriesName series,
        int windowSeconds,
        long windowEndMillis,
        int revision,
        String verdict,
        Long errorBoundNanos,
        int inFlight,
        Struct window,
        Struct cumulative) {
    private static final int MICROS_PER_MILLI = 1000;
    private static final int MILLIS_PER_SECOND = 1000;
    private static final List<String> FIELDS = List.of(
            "series",
            "windowSeconds",
            "windowEndMicros",
            "revision",
            "verdict",
            "errorBoundNanos",
            "inFlight",
            "window",
            "cumulative");
    private static final char REPLACED = '\uFFFD';

    /** The dimensions of a series; those that its grouping does not keep are empty. */
    record SeriesName(
            String runId,
            int segment,
            String vantage,
            String grouping,
            String scenario,
            String stage,
            String provider,
            String model,
            String outcome,
            String step,
            String source) {}

    /** Whether the meter was healthy. */
    boolean isValid() {
        return verdict.equals("VALID");
    }

    /** Whether its latencies may be shown: the meter was healthy, or only near a bound. */
    boolean isTrusted() {
        return isValid() || verdict.equals("SUSPECT");
    }

    long windowMillis() {
        return windowSeconds * (long) MILLIS_PER_SECOND;
    }

    /** The same row as if nothing had been before its window. */
    WindowRow ofWindowAlone() {
        return new WindowRow(
                series, windowSeconds, windowEndMillis, revision, verdict, errorBoundNanos, inFlight, window, window);
    }

    /** Reads a value of the schema {@code WindowResult}; anything else is refused with one sentence. */
    static WindowRow of(Object value) {
        if (!(value instanceof Struct row)) {
            throw none("it has no named fields");
        }
        for (String field : FIELDS) {
            if (row.schema().field(field) == null) {
                throw none("its schema " + row.schema().name() + " lacks the field " + field);
            }
        }
        Struct series = row.getStruct("series");
        return new WindowRow(
                new SeriesName(
                        text(series, "runId"),
                        series.getInt32("segment"),
                        text(series, "vantage"),
                        text(series, "grouping"),
                        text(series, "scenario"),
                        text(series, "stage"),
                        text(series, "provider"),
                        text(series, "model"),
                        text(series, "outcome"),
                        later(series, "step"),
                        later(series, "source")),
                row.getInt32("windowSeconds"),
                row.getInt64("windowEndMicros") / MICROS_PER_MILLI,
                row.getInt32("revision"),
                row.getString("verdict"),
                row.getInt64("errorBoundNanos"),
                row.getInt32("inFlight"),
                row.getStruct("window"),
                row.getStruct("cumulative"));
    }

    private static DataException none(String why) {
        return new DataException("The Prometheus sink takes window results (topic weir.metrics, with"
                + " value.converter=io.tokenweir.connect.avro.WeirAvroConverter); this record is none: " + why + ".");
    }

    /** A dimension that rows of the first release do not have. */
    private static String later(Struct series, String name) {
        return series.schema().field(name) == null ? "" : text(series, name);
    }

    /** A dimension as it will stand in a label: whatever was no UTF-8 has become U+FFFD, or half of a pair, on its way. */
    private static String text(Struct series, String name) {
        String text = series.getString(name);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == REPLACED || Character.isSurrogate(c) && !pair) {
                throw new DataException("The dimension '" + name + "' of this row is not valid UTF-8 at character " + i
                        + ", and no label may hold it; mend the name where the scenario or the provider gives it.");
            }
            i += pair ? 1 : 0;
        }
        return text;
    }
}
