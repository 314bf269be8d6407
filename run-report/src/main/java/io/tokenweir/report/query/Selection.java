package io.tokenweir.report.query;

import java.util.ArrayList;
import java.util.List;

import org.apache.avro.generic.IndexedRecord;

/**
 * Which records of a topic are wanted: fields with given values, within a range of time. Pure.
 *
 * @param fromMicros earliest time, us since the Unix epoch
 * @param untilMicros first time that is no longer wanted
 */
record Selection(List<Condition> conditions, FieldPath time, long fromMicros, long untilMicros) {
    private record Condition(FieldPath field, String wanted) {}

    /**
     * @param conditions as {@code model=m}; all must hold
     * @throws IllegalArgumentException with a sentence when one cannot be read
     */
    static Selection of(ResultTopic topic, List<String> conditions, long fromMicros, long untilMicros) {
        List<Condition> parsed = new ArrayList<>();
        for (String condition : conditions) {
            int equals = condition.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        "'" + condition + "' is no condition; write FIELD=VALUE, for instance model=gpt-4o.");
            }
            FieldPath field = FieldPath.parse(condition.substring(0, equals), topic.schema());
            parsed.add(new Condition(field, condition.substring(equals + 1)));
        }
        return new Selection(parsed, topic.time(), fromMicros, untilMicros);
    }

    boolean takes(IndexedRecord record) {
        long at = timeOf(record);
        if (at < fromMicros || at >= untilMicros) {
            return false;
        }
        return conditions.stream()
                .allMatch(condition -> condition
                        .wanted()
                        .equals(String.valueOf(condition.field().of(record))));
    }

    long timeOf(IndexedRecord record) {
        return (Long) time.of(record);
    }
}
