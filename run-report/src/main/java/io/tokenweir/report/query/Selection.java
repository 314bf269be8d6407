package io.tokenweir.report.query;

import java.util.List;

import org.apache.avro.generic.IndexedRecord;

/**
 * Which records of a topic are wanted: fields with given values, within a range of time. Pure.
 *
 * @param fromMicros earliest time, us since the Unix epoch
 * @param untilMicros first time that is no longer wanted
 */
record Selection(List<Condition> conditions, FieldPath time, long fromMicros, long untilMicros) {
    /**
     * @param conditions as {@code model=m}; all must hold
     * @throws IllegalArgumentException with a sentence when one cannot be read
     */
    static Selection of(ResultTopic topic, List<String> conditions, long fromMicros, long untilMicros) {
        List<Condition> parsed = conditions.stream()
                .map(condition -> Condition.parse(condition, topic.schema()))
                .toList();
        return new Selection(parsed, topic.time(), fromMicros, untilMicros);
    }

    boolean takes(IndexedRecord record) {
        return isInTime(record) && conditions.stream().allMatch(condition -> condition.holds(record));
    }

    boolean isInTime(IndexedRecord record) {
        long at = timeOf(record);
        return at >= fromMicros && at < untilMicros;
    }

    long timeOf(IndexedRecord record) {
        return (Long) time.of(record);
    }
}
