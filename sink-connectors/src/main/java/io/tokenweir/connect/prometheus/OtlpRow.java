package io.tokenweir.connect.prometheus;

import java.util.List;

import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The points of one record, on their way to an OTLP receiver.
 *
 * @param createdMillis when their cumulative values were zero, Unix time; 0: not known
 */
record OtlpRow(SinkRecord record, long timestampMillis, long createdMillis, List<Point> points) {}
