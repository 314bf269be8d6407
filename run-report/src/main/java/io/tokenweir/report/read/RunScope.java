package io.tokenweir.report.read;

import io.tokenweir.events.EventHeader;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;

/**
 * What is looked at: a whole run, or one segment of a continuous one; as the generator saw it.
 *
 * @param segment null: all of them
 * @param sinceMillis no record of it was written before, ms since the Unix epoch; 0: not known
 */
public record RunScope(String runId, Integer segment, long sinceMillis) {
    /** For clocks of brokers that are not ours. */
    private static final long MARGIN_MILLIS = 60_000;

    public static RunScope run(String runId) {
        return new RunScope(runId, null, 0);
    }

    /** @param startMicros of the segment, us since the Unix epoch */
    public static RunScope segment(String runId, int segment, long startMicros) {
        return new RunScope(runId, segment, Math.max(0, startMicros / 1_000 - MARGIN_MILLIS));
    }

    public boolean covers(EventHeader header) {
        return header.getRunId().equals(runId)
                && covers(header.getSegment())
                && header.getVantage() == Vantage.GENERATOR;
    }

    public boolean covers(SeriesKey series) {
        return series.getRunId().equals(runId)
                && covers(series.getSegment())
                && series.getVantage() == Vantage.GENERATOR;
    }

    public boolean covers(int number) {
        return segment == null || segment == number;
    }

    /** For a sentence or a heading. */
    public String inWords() {
        return segment == null ? runId : runId + ", segment " + segment;
    }
}
