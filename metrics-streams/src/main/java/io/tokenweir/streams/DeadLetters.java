package io.tokenweir.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import io.tokenweir.events.DeadLetter;

/**
 * Sends what cannot be processed to weir.dead-letters, with its coordinates, in the transaction that skips it.
 *
 * <p>A letter must itself fit into a record: of a longer record than that it holds the beginning, and says so. Brokers weigh a
 * record compressed, so there are records that no letter could hold whole; one that could not be sent would end the stream.
 */
final class DeadLetters {
    /** Brokers and producers take records up to 1 MiB unless they are told otherwise. */
    private static final int LONGEST_VALUE = 960 * 1024;

    private static final int LONGEST_KEY = 16 * 1024;
    private static final int LONGEST_REASON = 2000;

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
        byte[] key = beginning(record.key(), LONGEST_KEY);
        byte[] value = beginning(record.value(), LONGEST_VALUE);
        String kept = key == record.key() && value == record.value()
                ? ""
                : " (of its value of " + length(record.value()) + " bytes and its key of " + length(record.key())
                        + " only the beginning is kept here)";
        DeadLetter letter = new DeadLetter(
                where.topic(),
                where.partition(),
                where.offset(),
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON)) + kept,
                stage,
                context.currentSystemTimeMs() * 1000,
                key == null ? null : ByteBuffer.wrap(key),
                value == null ? null : ByteBuffer.wrap(value));
        context.forward(new Record<>(key, letter, record.timestamp()), sink);
    }

    private static byte[] beginning(byte[] bytes, int longest) {
        return bytes == null || bytes.length <= longest ? bytes : Arrays.copyOf(bytes, longest);
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
