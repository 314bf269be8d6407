package io.tokenweir.connect.prometheus;

import java.util.List;

import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Samples that get the same time at the server.
 *
 * @param record where they come from; null for what the sink says of itself, merged series, and ends of series
 * @param createdMillis when their counters began to count, Unix time; 0 where that is not known
 */
record TimedSamples(SinkRecord record, long timestampMillis, long createdMillis, List<Sample> samples) {
    /** One of them, with its time: what is sent, and what a server refuses. */
    record Placed(TimedSamples row, Sample sample) {
        long timestampMillis() {
            return row.timestampMillis;
        }

        /** 0 for what does not count. */
        long createdMillis() {
            return sample.series().family().counts() && !sample.stale() ? row.createdMillis : 0;
        }
    }
}
