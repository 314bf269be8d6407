package io.tokenweir.connect.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

import io.tokenweir.connect.avro.AvroReading.ValueReader;

/**
 * Compiles a writer's Avro schema, once, into a tree of readers that build Connect data straight from the bytes: no Avro
 * record in between, no look at the schema while reading.
 *
 * <p>Record → struct, enum → string, map → map, array → array, fixed → bytes, {@code [null, T]} → optional T, any other
 * union → a struct with one optional field per type. What Connect cannot say is kept in {@link AvroParameters}. One
 * instance compiles one schema; used by one thread.
 */
final class AvroToConnect {
    private final Map<String, AvroReading> records = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    private final Schema root;
    private final Map<String, String> rootParameters;

    private AvroToConnect(Schema root, Map<String, String> rootParameters) {
        this.root = root;
        this.rootParameters = rootParameters;
    }

    /**
     * The reading of {@code writer}, with these parameters on its Connect schema if it is a record. Fails with a sentence
     * where Connect has no such type.
     */
    static AvroReading compile(Schema writer, Map<String, String> parameters) {
        return new AvroToConnect(writer, parameters).reading(writer, false, null);
    }

    private AvroReading reading(Schema avro, boolean optional, Object defaultValue) {
        switch (avro.getType()) {
            case RECORD:
                return record(avro, optional);
            case UNION:
                return union(avro, optional, defaultValue);
            case ARRAY:
                return array(avro, optional, defaultValue);
            case MAP:
                return map(avro, optional, defaultValue);
            case ENUM:
                return enumeration(avro, optional, defaultValue);
            default:
                return LogicalTypes.of(avro, optional).orElseGet(() -> Primitives.of(avro, optional, defaultValue));
        }
    }

    private AvroReading record(Schema avro, boolean optional) {
        String key = (optional ? "?" : "!") + avro.getFullName();
        AvroReading known = records.get(key);
        if (known != null) {
            return known;
        }
        if (!open.add(avro.getFullName())) {
            throw new DataException("The Avro record " + avro.getFullName()
                    + " contains itself, which Kafka Connect schemas cannot express; flatten it or leave it out.");
        }
        SchemaBuilder builder = Primitives.begin(SchemaBuilder.struct().name(avro.getFullName()), optional);
        if (avro.getDoc() != null) {
            builder.doc(avro.getDoc());
        }
        if (avro == root) {
            builder.parameters(rootParameters);
        }
        ValueReader[] readers = new ValueReader[avro.getFields().size()];
        for (Schema.Field field : avro.getFields()) {
            Object fieldDefault = field.hasDefaultValue() ? field.defaultVal() : null;
            AvroReading part =
                    reading(field.schema(), false, fieldDefault == JsonProperties.NULL_VALUE ? null : fieldDefault);
            builder.field(field.name(), part.schema());
            readers[field.pos()] = part.reader();
        }
        open.remove(avro.getFullName());
        org.apache.kafka.connect.data.Schema schema = builder.build();
        AvroReading reading = new AvroReading(schema, structReader(schema, readers));
        records.put(key, reading);
        return reading;
    }

    private static ValueReader structReader(org.apache.kafka.connect.data.Schema schema, ValueReader[] readers) {
        Field[] fields = schema.fields().toArray(Field[]::new);
        return in -> {
            Struct struct = new Struct(schema);
            for (int i = 0; i < fields.length; i++) {
                struct.put(fields[i], readers[i].read(in));
            }
            return struct;
        };
    }

    private AvroReading union(Schema avro, boolean optional, Object defaultValue) {
        boolean nullable = optional || avro.isNullable();
        List<Schema> types = new ArrayList<>(avro.getTypes());
        types.removeIf(type -> type.getType() == Schema.Type.NULL);
        if (types.size() == 1) {
            AvroReading part = reading(types.get(0), nullable, defaultValue);
            ValueReader[] branches = avro.getTypes().stream()
                    .map(type -> type.getType() == Schema.Type.NULL ? NOTHING : part.reader())
                    .toArray(ValueReader[]::new);
            return new AvroReading(part.schema(), in -> branches[in.readIndex()].read(in));
        }
        SchemaBuilder builder = Primitives.begin(SchemaBuilder.struct().name(AvroParameters.UNION_NAME), nullable);
        Map<String, ValueReader> parts = new HashMap<>();
        for (Schema type : types) {
            AvroReading part = reading(type, true, null);
            builder.field(type.getName(), part.schema());
            parts.put(type.getName(), part.reader());
        }
        org.apache.kafka.connect.data.Schema schema = builder.build();
        ValueReader[] branches = avro.getTypes().stream()
                .map(type -> type.getType() == Schema.Type.NULL
                        ? NOTHING
                        : branch(schema, type.getName(), parts.get(type.getName())))
                .toArray(ValueReader[]::new);
        return new AvroReading(schema, in -> branches[in.readIndex()].read(in));
    }

    private static final ValueReader NOTHING = in -> {
        in.readNull();
        return null;
    };

    private static ValueReader branch(org.apache.kafka.connect.data.Schema union, String field, ValueReader reader) {
        return in -> new Struct(union).put(field, reader.read(in));
    }

    private AvroReading array(Schema avro, boolean optional, Object defaultValue) {
        AvroReading items = reading(avro.getElementType(), false, null);
        SchemaBuilder builder = Primitives.begin(SchemaBuilder.array(items.schema()), optional);
        if (defaultValue instanceof List<?> list && list.isEmpty()) {
            builder.defaultValue(List.of());
        }
        return new AvroReading(builder.build(), in -> readArray(in, items.reader()));
    }

    private static List<Object> readArray(BinaryDecoder in, ValueReader items) throws IOException {
        long block = in.readArrayStart();
        List<Object> list = new ArrayList<>((int) Math.min(block, 1024));
        for (; block > 0; block = in.arrayNext()) {
            for (long i = 0; i < block; i++) {
                list.add(items.read(in));
            }
        }
        return list;
    }

    private AvroReading map(Schema avro, boolean optional, Object defaultValue) {
        AvroReading values = reading(avro.getValueType(), false, null);
        SchemaBuilder builder = Primitives.begin(
                SchemaBuilder.map(org.apache.kafka.connect.data.Schema.STRING_SCHEMA, values.schema()), optional);
        if (defaultValue instanceof Map<?, ?> map && map.isEmpty()) {
            builder.defaultValue(Map.of());
        }
        return new AvroReading(builder.build(), in -> readMap(in, values.reader()));
    }

    private static Map<String, Object> readMap(BinaryDecoder in, ValueReader values) throws IOException {
        Map<String, Object> map = new HashMap<>();
        for (long block = in.readMapStart(); block > 0; block = in.mapNext()) {
            for (long i = 0; i < block; i++) {
                map.put(in.readString(), values.read(in));
            }
        }
        return map;
    }

    private static AvroReading enumeration(Schema avro, boolean optional, Object defaultValue) {
        SchemaBuilder builder = Primitives.begin(SchemaBuilder.string(), optional)
                .parameter(AvroParameters.ENUM_NAME, avro.getFullName())
                .parameter(AvroParameters.ENUM_SYMBOLS, String.join(",", avro.getEnumSymbols()));
        if (avro.getEnumDefault() != null) {
            builder.parameter(AvroParameters.ENUM_DEFAULT, avro.getEnumDefault());
        }
        if (defaultValue != null) {
            builder.defaultValue(defaultValue.toString());
        }
        String[] symbols = avro.getEnumSymbols().toArray(String[]::new);
        return new AvroReading(builder.build(), in -> symbols[in.readEnum()]);
    }

    /** The types without parts. */
    private static final class Primitives {
        static SchemaBuilder begin(SchemaBuilder builder, boolean optional) {
            return optional ? builder.optional() : builder;
        }

        static AvroReading of(Schema avro, boolean optional, Object defaultValue) {
            switch (avro.getType()) {
                case BOOLEAN:
                    return leaf(SchemaBuilder.bool(), optional, defaultValue, BinaryDecoder::readBoolean);
                case INT:
                    return leaf(SchemaBuilder.int32(), optional, defaultValue, BinaryDecoder::readInt);
                case LONG:
                    return leaf(SchemaBuilder.int64(), optional, defaultValue, BinaryDecoder::readLong);
                case FLOAT:
                    return leaf(SchemaBuilder.float32(), optional, defaultValue, BinaryDecoder::readFloat);
                case DOUBLE:
                    return leaf(SchemaBuilder.float64(), optional, defaultValue, BinaryDecoder::readDouble);
                case STRING:
                    return leaf(SchemaBuilder.string(), optional, defaultValue, BinaryDecoder::readString);
                case BYTES:
                    return leaf(SchemaBuilder.bytes(), optional, null, in -> in.readBytes(null));
                case FIXED:
                    return fixed(avro, optional);
                default:
                    throw new DataException("The Avro type " + avro.getType().getName()
                            + " outside a union has no Kafka Connect counterpart; give the field a type.");
            }
        }

        private static AvroReading leaf(
                SchemaBuilder builder, boolean optional, Object defaultValue, ValueReader reader) {
            begin(builder, optional);
            if (defaultValue != null) {
                builder.defaultValue(defaultValue);
            }
            return new AvroReading(builder.build(), reader);
        }

        private static AvroReading fixed(Schema avro, boolean optional) {
            int size = avro.getFixedSize();
            SchemaBuilder builder = begin(SchemaBuilder.bytes(), optional)
                    .parameter(AvroParameters.FIXED_NAME, avro.getFullName())
                    .parameter(AvroParameters.FIXED_SIZE, Integer.toString(size));
            return new AvroReading(builder.build(), in -> {
                byte[] bytes = new byte[size];
                in.readFixed(bytes);
                return ByteBuffer.wrap(bytes);
            });
        }
    }
}
