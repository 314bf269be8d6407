package io.tokenweir.serde;

import java.util.Map;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Generated records to Confluent's wire format. Configured by Confluent's property names, so that Confluent's own
 * serializer can take its place. Thread-safe once configured.
 */
public final class WeirAvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    private AvroWire wire;
    private boolean key;

    /** For Kafka, which calls {@link #configure}. */
    public WeirAvroSerializer() {}

    public WeirAvroSerializer(AvroWire wire, boolean isKey) {
        this.wire = wire;
        this.key = isKey;
    }

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        key = isKey;
        if (wire == null) {
            wire = AvroWire.of(config);
        }
    }

    @Override
    public byte[] serialize(String topic, T data) {
        if (data == null) {
            return null;
        }
        return key ? wire.encodeKey(topic, data) : wire.encode(topic, data);
    }
}
