package io.tokenweir.connect.objects;

import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a record lay in Kafka, before any transformation renamed its topic: the chain goes by that. Connect tells it from
 * 3.6 on; on an older one the record's present place has to do, and a renamed record is refused by the task.
 */
final class Coordinates {
    private static final boolean TOLD = told();

    private Coordinates() {}

    private static boolean told() {
        try {
            SinkRecord.class.getMethod("originalTopic");
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Whether Connect tells where a record lay before it was transformed. */
    static boolean areOriginal() {
        return TOLD;
    }

    static String topic(SinkRecord record) {
        return TOLD && record.originalTopic() != null ? record.originalTopic() : record.topic();
    }

    static int partition(SinkRecord record) {
        return TOLD && record.originalKafkaPartition() != null
                ? record.originalKafkaPartition()
                : record.kafkaPartition();
    }

    static long offset(SinkRecord record) {
        return TOLD ? record.originalKafkaOffset() : record.kafkaOffset();
    }
}
