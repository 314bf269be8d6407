package io.tokenweir.serde;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

import io.tokenweir.registry.RegistryException;
import io.tokenweir.registry.SchemaRegistryClient;

/**
 * Records to bytes and back in Confluent's wire format: byte 0, schema id as four bytes big-endian, Avro binary.
 *
 * <p>For clients that handle {@code byte[]}; others use {@link WeirAvroSerde}. Subjects follow Confluent's
 * TopicNameStrategy. Thread-safe; the registry is asked once per topic and schema, and once per id.
 *
 * <p>Bytes that cannot be read give a {@link SerializationException}; a registry that cannot be reached gives a
 * {@link RegistryException}, because then the bytes may be fine.
 */
public final class AvroWire {
    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 5;

    static {
        TrustedEvents.install();
    }

    /** The generated classes write themselves, field by field, several times as fast as by walking over their schema. */
    private static final SpecificData SELF_WRITING = new SpecificData();

    static {
        SELF_WRITING.setCustomCoders(true);
    }

    private final SchemaRegistryClient registry;
    private final SubjectIds ids;
    private final Map<Schema, SpecificDatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();
    private final Map<ReaderKey, DatumReader<Object>> readers = new ConcurrentHashMap<>();
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    private record ReaderKey(int writerId, Class<?> type) {}

    private static final class Scratch {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        BinaryEncoder encoder;
        BinaryDecoder decoder;
    }

    public AvroWire(SchemaRegistryClient registry, WireOptions options) {
        this.registry = registry;
        this.ids = new SubjectIds(registry, options);
    }

    /** Reads registry and options from Confluent's property names. */
    public static AvroWire of(Map<String, ?> config) {
        return new AvroWire(SchemaRegistryClient.of(config), WireOptions.from(config));
    }

    /** A record's value for a topic; the name includes the operator's prefix. */
    public byte[] encode(String topic, SpecificRecord value) {
        return encodeFor(topic + "-value", value);
    }

    /** A record's key for a topic. */
    public byte[] encodeKey(String topic, SpecificRecord key) {
        return encodeFor(topic + "-key", key);
    }

    /** Reads a value or key as a generated class, whatever compatible schema it was written with; null stays null. */
    public <T> T decode(byte[] bytes, Class<T> type) {
        if (bytes == null) {
            return null;
        }
        int id = idOf(bytes);
        return type.cast(decode(bytes, reader(new ReaderKey(id, type))));
    }

    /** Reads a value as the generated class that its own schema names; null stays null. */
    public Object decode(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        Schema writer = writerSchema(idOf(bytes));
        Class<?> type = SpecificData.get().getClass(writer);
        if (type == null) {
            throw new SerializationException("There is no generated class for schema " + writer.getFullName()
                    + "; read it with specific.avro.reader=false.");
        }
        return decode(bytes, type);
    }

    /** Reads a value with the schema it was written with, as a generic record; null stays null. */
    public Object decodeGeneric(byte[] bytes) {
        return bytes == null ? null : decode(bytes, reader(new ReaderKey(idOf(bytes), null)));
    }

    /** The schema that bytes in the wire format were written with. */
    public Schema writerSchema(byte[] bytes) {
        return writerSchema(idOf(bytes));
    }

    private byte[] encodeFor(String subject, SpecificRecord value) {
        Schema schema = value.getSchema();
        int id = ids.idFor(subject, schema);
        Scratch buffers = scratch.get();
        ByteArrayOutputStream out = buffers.bytes;
        out.reset();
        out.write(MAGIC);
        out.write(id >>> 24);
        out.write(id >>> 16);
        out.write(id >>> 8);
        out.write(id);
        try {
            buffers.encoder = EncoderFactory.get().binaryEncoder(out, buffers.encoder);
            writers.computeIfAbsent(schema, known -> new SpecificDatumWriter<>(known, SELF_WRITING))
                    .write(value, buffers.encoder);
            buffers.encoder.flush();
        } catch (IOException | RuntimeException e) {
            buffers.encoder = null;
            throw new SerializationException(
                    "A " + schema.getName() + " for " + subject + " cannot be written: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    private Object decode(byte[] bytes, DatumReader<Object> reader) {
        Scratch buffers = scratch.get();
        try {
            buffers.decoder = DecoderFactory.get()
                    .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, buffers.decoder);
            Object value = reader.read(null, buffers.decoder);
            if (!buffers.decoder.isEnd()) {
                throw new SerializationException("The Avro record ends before its bytes do; they are damaged.");
            }
            return value;
        } catch (SerializationException e) {
            throw e;
        } catch (EOFException e) {
            // has no message of its own
            throw new SerializationException(
                    "The bytes end before the Avro record does that schema " + idOf(bytes) + " describes.", e);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "The bytes are not the Avro record that schema " + idOf(bytes) + " describes: " + e.getMessage(),
                    e);
        } catch (StackOverflowError e) {
            // a schema that contains itself, and as many levels of it as the sender liked
            throw new SerializationException(
                    "The Avro record that schema " + idOf(bytes) + " describes is nested too deeply.", e);
        }
    }

    private DatumReader<Object> reader(ReaderKey key) {
        DatumReader<Object> reader = readers.get(key);
        if (reader == null) {
            Schema writer = writerSchema(key.writerId());
            reader = key.type() == null ? new GenericDatumReader<>(writer) : specificReader(writer, key.type());
            readers.put(key, reader);
        }
        return reader;
    }

    private static DatumReader<Object> specificReader(Schema writer, Class<?> type) {
        SpecificData model = SpecificData.getForClass(type);
        return new SpecificDatumReader<>(writer, model.getSchema(type), model);
    }

    private Schema writerSchema(int id) {
        try {
            return registry.schemaById(id);
        } catch (RegistryException e) {
            if (e.retriable()) {
                throw e;
            }
            throw new SerializationException("The registry does not know schema id " + id + ": " + e.getMessage(), e);
        } catch (SchemaParseException e) {
            throw new SerializationException("Schema id " + id + " is no Avro schema: " + e.getMessage(), e);
        }
    }

    private static int idOf(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new SerializationException("These " + bytes.length
                    + " bytes are not in Confluent's wire format (a zero byte and a schema id of four bytes).");
        }
        return ByteBuffer.wrap(bytes, 1, 4).getInt();
    }
}
