package io.tokenweir.connect.prometheus;

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

    /** Reads a value of the schema {@code WindowResult}; anything else is refused with one sentence. */
    static WindowRow of(Object value) {
        if (!(value instanceof Struct row) || row.schema().field("cumulative") == null) {
            throw new DataException("The Prometheus sink takes window results (topic weir.metrics, with"
                    + " value.converter=io.tokenweir.connect.avro.WeirAvroConverter); this record is none.");
        }
        Struct series = row.getStruct("series");
        return new WindowRow(
                new SeriesName(
                        series.getString("runId"),
                        series.getInt32("segment"),
                        series.getString("vantage"),
                        series.getString("grouping"),
                        series.getString("scenario"),
                        series.getString("stage"),
                        series.getString("provider"),
                        series.getString("model"),
                        series.getString("outcome"),
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

    /** A dimension that rows of the first release do not have. */
    private static String later(Struct series, String name) {
        return series.schema().field(name) == null ? "" : series.getString(name);
    }
}
