package io.tokenweir.streams;

import java.nio.ByteBuffer;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import io.tokenweir.events.DeadLetter;

/** Sends what cannot be processed to weir.dead-letters, with its coordinates, in the transaction that skips it. */
final class DeadLetters {
    private final ProcessorContext<Object, Object> context;
    private final String stage;
    private final String sink;

    DeadLetters(ProcessorContext<Object, Object> context, String stage, String sink) {
        this.context = context;
        this.stage = stage;
        this.sink = sink;
    }

    void send(Record<byte[], byte[]> record, String reason) {
        RecordMetadata where = context.recordMetadata().orElseThrow();
        DeadLetter letter = new DeadLetter(
                where.topic(),
                where.partition(),
                where.offset(),
                reason,
                stage,
                context.currentSystemTimeMs() * 1000,
                record.key() == null ? null : ByteBuffer.wrap(record.key()),
                record.value() == null ? null : ByteBuffer.wrap(record.value()));
        context.forward(new Record<>(record.key(), letter, record.timestamp()), sink);
    }
}
