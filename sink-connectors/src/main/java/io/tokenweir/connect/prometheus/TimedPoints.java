package io.tokenweir.connect.prometheus;

import java.util.List;

import org.apache.kafka.connect.sink.SinkRecord;

/** The points of one record and the time that they get at the server. */
record TimedPoints(SinkRecord record, long timestampMillis, List<Point> points) {}
