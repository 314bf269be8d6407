package io.tokenweir.serde;

import java.util.Map;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Serializer and deserializer of one generated class, for Kafka Streams and others. Thread-safe once configured. */
public final class WeirAvroSerde<T extends SpecificRecord> implements Serde<T> {
    private final WeirAvroSerializer<T> serializer;
    private final WeirAvroDeserializer<T> deserializer;

    /** For Kafka, which calls {@link #configure}. */
    public WeirAvroSerde() {
        serializer = new WeirAvroSerializer<>();
        deserializer = new WeirAvroDeserializer<>();
    }

    /** To be configured with the registry. */
    public WeirAvroSerde(Class<T> type) {
        serializer = new WeirAvroSerializer<>();
        deserializer = new WeirAvroDeserializer<>(type);
    }

    /** Ready to use; sharing one {@link AvroWire} shares its caches. */
    public WeirAvroSerde(AvroWire wire, Class<T> type, boolean isKey) {
        serializer = new WeirAvroSerializer<>(wire, isKey);
        deserializer = new WeirAvroDeserializer<>(wire, type);
    }

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        serializer.configure(config, isKey);
        deserializer.configure(config, isKey);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
