package io.tokenweir.connect.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;

import io.tokenweir.connect.ConnectorVersion;
import io.tokenweir.registry.RegistryException;
import io.tokenweir.registry.SchemaRegistryClient;

/**
 * Kafka Connect converter for Avro in Confluent's wire format (byte 0, 4-byte schema id, Avro binary), under Confluent's
 * property names; a drop-in for {@code io.confluent.connect.avro.AvroConverter} where that cannot be had.
 *
 * <p>Reading yields the writer's own schema, compiled once per schema id; its parameter {@value #SCHEMA_ID} tells that id.
 * Writing registers the schema under {@code <topic>-key} or {@code <topic>-value}, unless
 * {@code auto.register.schemas=false}. A registry that is down is retriable; bytes that are no Avro are a
 * {@link DataException} and so subject to {@code errors.tolerance}. Thread-safe once configured.
 */
public final class WeirAvroConverter implements Converter, Versioned {
    /** Parameter of every schema that this converter yields: the id in the registry. */
    public static final String SCHEMA_ID = "io.tokenweir.schema.id";

    private static final int HEADER_BYTES = 5;

    private final Map<Integer, AvroReading> readings = new ConcurrentHashMap<>();
    private final Map<Schema, AvroWriting> writings = new ConcurrentHashMap<>();
    private final ThreadLocal<BinaryDecoder> decoders = new ThreadLocal<>();
    private SchemaRegistryClient registry;
    private String suffix;
    private boolean autoRegister = true;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        registry = SchemaRegistryClient.of(config);
        suffix = isKey ? "-key" : "-value";
        Object flag = config.get("auto.register.schemas");
        autoRegister = flag == null || Boolean.parseBoolean(flag.toString());
    }

    @Override
    public ConfigDef config() {
        return ConverterSettings.DEFINITION;
    }

    @Override
    public String version() {
        return ConnectorVersion.get();
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] bytes) {
        if (bytes == null) {
            return SchemaAndValue.NULL;
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
            throw new DataException("A record of topic " + topic
                    + " is not in Confluent's Avro wire format (it must begin with a zero byte and a 4-byte schema id);"
                    + " set the converter that its producer used, e.g. StringConverter for plain text.");
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        AvroReading reading = readings.get(id);
        if (reading == null) {
            reading = compile(topic, id);
            readings.put(id, reading);
        }
        BinaryDecoder in =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, decoders.get());
        decoders.set(in);
        try {
            return new SchemaAndValue(reading.schema(), reading.reader().read(in));
        } catch (IOException | RuntimeException e) {
            throw new DataException(
                    "A record of topic " + topic + " cannot be read with its schema, id " + id + ": " + e.getMessage(),
                    e);
        }
    }

    private AvroReading compile(String topic, int id) {
        try {
            return AvroToConnect.compile(registry.schemaById(id), Map.of(SCHEMA_ID, Integer.toString(id)));
        } catch (RegistryException e) {
            throw translated("The schema " + id + " of a record of topic " + topic + " cannot be had: ", e);
        }
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        if (value == null && (schema == null || schema.isOptional())) {
            return null;
        }
        if (schema == null) {
            throw new DataException("A record for topic " + topic
                    + " has no schema, which Avro needs; use a converter or transformation that gives it one.");
        }
        AvroWriting writing = writings.computeIfAbsent(schema, ConnectToAvro::compileRoot);
        int id;
        try {
            id = autoRegister
                    ? registry.register(topic + suffix, writing.schema())
                    : registry.idOf(topic + suffix, writing.schema());
        } catch (RegistryException e) {
            throw translated("The registry did not take the schema of " + topic + suffix + ": ", e);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(ByteBuffer.allocate(HEADER_BYTES).putInt(1, id).array());
        try {
            BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
            writing.writer().write(value, out);
            out.flush();
        } catch (IOException e) {
            throw new DataException("A record for topic " + topic + " cannot be written: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static RuntimeException translated(String what, RegistryException e) {
        String message = what + e.getMessage();
        return e.retriable() ? new RetriableException(message, e) : new DataException(message, e);
    }
}
