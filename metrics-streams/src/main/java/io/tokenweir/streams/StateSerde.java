package io.tokenweir.streams;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** State as it lies in a changelog: one version byte, then raw Avro. The registry has no part in it. */
final class StateSerde<T> implements Serde<T> {
    /** To be raised, with a reader for the old form or a new application id, when any codec changes. */
    private static final byte VERSION = 4;

    private final StateCodec<T> codec;

    StateSerde(StateCodec<T> codec) {
        this.codec = codec;
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> {
            if (value == null) {
                return null;
            }
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
                bytes.write(VERSION);
                BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
                codec.write(value, encoder);
                encoder.flush();
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            if (bytes.length == 0 || bytes[0] != VERSION) {
                throw new SerializationException("The state in " + topic + " was written by another version of"
                        + " metrics-streams; start it under another application id.");
            }
            try {
                return codec.read(DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null));
            } catch (IOException e) {
                throw new SerializationException("The state in " + topic + " is damaged: " + e.getMessage(), e);
            }
        };
    }
}
