package io.tokenweir.connect.objects;

import org.apache.kafka.connect.sink.SinkRecord;

/** Where a record lay in Kafka, before any transformation renamed its topic: the chain goes by that. */
final class Coordinates {
    private Coordinates() {}

    static String topic(SinkRecord record) {
        return record.originalTopic() == null ? record.topic() : record.originalTopic();
    }

    static int partition(SinkRecord record) {
        return record.originalKafkaPartition() == null ? record.kafkaPartition() : record.originalKafkaPartition();
    }

    static long offset(SinkRecord record) {
        return record.originalKafkaOffset();
    }
}
