package io.tokenweir.serde;

import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Confluent's wire format to generated records, or to generic ones with {@code specific.avro.reader=false} (unlike
 * Confluent's, this one reads generated classes by default). The class is the one given, or the one that
 * {@code specific.avro.value.type} or {@code specific.avro.key.type} names, or the one that the record's schema names.
 * Thread-safe once configured.
 */
public final class WeirAvroDeserializer<T> implements Deserializer<T> {
    private AvroWire wire;
    private Class<?> type;
    private boolean specific = true;

    /** For Kafka, which calls {@link #configure}. */
    public WeirAvroDeserializer() {}

    /** For records of one class; to be configured with the registry. */
    public WeirAvroDeserializer(Class<T> type) {
        this.type = type;
    }

    public WeirAvroDeserializer(AvroWire wire, Class<T> type) {
        this.wire = wire;
        this.type = type;
    }

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        if (wire == null) {
            wire = AvroWire.of(config);
        }
        specific = WireOptions.flag(config, "specific.avro.reader", true);
        if (type == null) {
            type = named(config, isKey ? "specific.avro.key.type" : "specific.avro.value.type");
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the caller's T and its configuration must agree, as with every Kafka deserializer
    public T deserialize(String topic, byte[] data) {
        if (!specific) {
            return (T) wire.decodeGeneric(data);
        }
        return (T) (type == null ? wire.decode(data) : wire.decode(data, type));
    }

    private static Class<?> named(Map<String, ?> config, String key) {
        Object value = config.get(key);
        if (value == null || value instanceof Class<?>) {
            return (Class<?>) value;
        }
        try {
            return Class.forName(value.toString(), true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ConfigException(key + " names the class " + value + ", which is not on the class path.");
        }
    }
}
