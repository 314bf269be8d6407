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
    /** A broker elsewhere has a clock of its own, which stamps the records. */
    private static final long OTHER_CLOCK_MILLIS = 60_000;

    private static final long SAME_CLOCK_MILLIS = 1_000;

    public static RunScope run(String runId) {
        return new RunScope(runId, null, 0);
    }

    /**
     * @param startMicros of the segment, us since the Unix epoch
     * @param sameClock whether the broker is on the machine that the load came from
     */
    public static RunScope segment(String runId, int segment, long startMicros, boolean sameClock) {
        long margin = sameClock ? SAME_CLOCK_MILLIS : OTHER_CLOCK_MILLIS;
        return new RunScope(runId, segment, Math.max(0, startMicros / 1_000 - margin));
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
