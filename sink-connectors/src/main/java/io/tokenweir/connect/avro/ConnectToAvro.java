package io.tokenweir.connect.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

import io.tokenweir.connect.avro.AvroWriting.ValueWriter;

/**
 * Compiles a Connect schema, once, into an Avro schema and a tree of writers. The inverse of {@link AvroToConnect}: what
 * came from Avro goes back under the same names; docs of single fields and defaults of records are the only loss.
 *
 * <p>A named type that occurs several times is defined once and then referred to by name. One instance compiles one
 * schema; used by one thread.
 */
final class ConnectToAvro {
    private static final String UNNAMED = "io.tokenweir.connect.ConnectDefault";

    private final Map<String, AvroWriting> named = new HashMap<>();

    /** For a whole record: null is no value but a tombstone, so an optional schema counts as one that is not. */
    static AvroWriting compileRoot(org.apache.kafka.connect.data.Schema connect) {
        ConnectToAvro compiler = new ConnectToAvro();
        if (AvroParameters.UNION_NAME.equals(connect.name())) {
            return compiler.union(connect, UNNAMED);
        }
        return LogicalTypes.of(connect).orElseGet(() -> compiler.bare(connect, UNNAMED));
    }

    private AvroWriting writing(org.apache.kafka.connect.data.Schema connect, String nameIfNone) {
        if (AvroParameters.UNION_NAME.equals(connect.name())) {
            return union(connect, nameIfNone);
        }
        AvroWriting bare = LogicalTypes.of(connect).orElseGet(() -> bare(connect, nameIfNone));
        return connect.isOptional() ? optional(bare) : bare;
    }

    private static AvroWriting optional(AvroWriting bare) {
        ValueWriter writer = bare.writer();
        return new AvroWriting(Schema.createUnion(Schema.create(Schema.Type.NULL), bare.schema()), (value, out) -> {
            out.writeIndex(value == null ? 0 : 1);
            if (value != null) {
                writer.write(value, out);
            }
        });
    }

    private AvroWriting bare(org.apache.kafka.connect.data.Schema connect, String nameIfNone) {
        switch (connect.type()) {
            case STRUCT:
                return struct(connect, connect.name() == null ? nameIfNone : connect.name());
            case ARRAY:
                AvroWriting items = writing(connect.valueSchema(), nameIfNone + "Item");
                return new AvroWriting(
                        Schema.createArray(items.schema()),
                        (value, out) -> writeArray((List<?>) value, items.writer(), out));
            case MAP:
                if (connect.keySchema().type() != org.apache.kafka.connect.data.Schema.Type.STRING) {
                    throw new DataException("A map with keys of type "
                            + connect.keySchema().type() + " has no Avro counterpart; make the keys strings.");
                }
                AvroWriting values = writing(connect.valueSchema(), nameIfNone + "Value");
                return new AvroWriting(
                        Schema.createMap(values.schema()),
                        (value, out) -> writeMap((Map<?, ?>) value, values.writer(), out));
            case STRING:
                return string(connect);
            case BYTES:
                return bytes(connect);
            case BOOLEAN:
                return leaf(Schema.Type.BOOLEAN, (value, out) -> out.writeBoolean((Boolean) value));
            case INT8:
            case INT16:
            case INT32:
                return leaf(Schema.Type.INT, (value, out) -> out.writeInt(((Number) value).intValue()));
            case INT64:
                return leaf(Schema.Type.LONG, (value, out) -> out.writeLong((Long) value));
            case FLOAT32:
                return leaf(Schema.Type.FLOAT, (value, out) -> out.writeFloat((Float) value));
            case FLOAT64:
                return leaf(Schema.Type.DOUBLE, (value, out) -> out.writeDouble((Double) value));
            default:
                throw new DataException("The Connect type " + connect.type() + " has no Avro counterpart.");
        }
    }

    private AvroWriting struct(org.apache.kafka.connect.data.Schema connect, String name) {
        AvroWriting known = named.get(name);
        if (known != null) {
            return known;
        }
        Schema avro = Schema.createRecord(name, connect.doc(), null, false);
        Field[] fields = connect.fields().toArray(Field[]::new);
        ValueWriter[] writers = new ValueWriter[fields.length];
        List<Schema.Field> avroFields = new ArrayList<>();
        for (Field field : fields) {
            AvroWriting part = writing(field.schema(), name + "_" + field.name());
            writers[field.index()] = part.writer();
            avroFields.add(new Schema.Field(field.name(), part.schema(), null, defaultOf(field.schema())));
        }
        avro.setFields(avroFields);
        AvroWriting writing = new AvroWriting(avro, (value, out) -> {
            Struct struct = (Struct) value;
            for (int i = 0; i < fields.length; i++) {
                Object part = struct.get(fields[i]);
                if (part == null && !fields[i].schema().isOptional()) {
                    throw new DataException("The field " + fields[i].name() + " of " + name + " must not be null.");
                }
                writers[i].write(part, out);
            }
        });
        named.put(name, writing);
        return writing;
    }

    private static Object defaultOf(org.apache.kafka.connect.data.Schema schema) {
        if (schema.isOptional()) {
            // An Avro default must be of the union's first type, which is null here.
            return Schema.Field.NULL_DEFAULT_VALUE;
        }
        return schema.type().isPrimitive() && schema.name() != null ? null : schema.defaultValue();
    }

    private AvroWriting union(org.apache.kafka.connect.data.Schema connect, String nameIfNone) {
        int shift = connect.isOptional() ? 1 : 0;
        List<Schema> types = new ArrayList<>();
        if (shift == 1) {
            types.add(Schema.create(Schema.Type.NULL));
        }
        Field[] fields = connect.fields().toArray(Field[]::new);
        ValueWriter[] writers = new ValueWriter[fields.length];
        for (Field field : fields) {
            AvroWriting part = LogicalTypes.of(field.schema())
                    .orElseGet(() -> bare(field.schema(), nameIfNone + "_" + field.name()));
            types.add(part.schema());
            writers[field.index()] = part.writer();
        }
        return new AvroWriting(Schema.createUnion(types), (value, out) -> {
            if (value == null) {
                out.writeIndex(0);
                return;
            }
            for (int i = 0; i < fields.length; i++) {
                Object part = ((Struct) value).get(fields[i]);
                if (part != null) {
                    out.writeIndex(i + shift);
                    writers[i].write(part, out);
                    return;
                }
            }
            throw new DataException("A union value has none of its fields set.");
        });
    }

    private AvroWriting string(org.apache.kafka.connect.data.Schema connect) {
        Map<String, String> parameters = connect.parameters();
        if (parameters == null || !parameters.containsKey(AvroParameters.ENUM_NAME)) {
            return leaf(Schema.Type.STRING, (value, out) -> out.writeString((String) value));
        }
        return named.computeIfAbsent(parameters.get(AvroParameters.ENUM_NAME), name -> {
            Schema avro = Schema.createEnum(
                    name,
                    null,
                    null,
                    List.of(parameters.get(AvroParameters.ENUM_SYMBOLS).split(",")),
                    parameters.get(AvroParameters.ENUM_DEFAULT));
            return new AvroWriting(avro, (value, out) -> {
                if (!avro.hasEnumSymbol((String) value)) {
                    throw new DataException("'" + value + "' is not a symbol of the enum " + name + ".");
                }
                out.writeEnum(avro.getEnumOrdinal((String) value));
            });
        });
    }

    private AvroWriting bytes(org.apache.kafka.connect.data.Schema connect) {
        Map<String, String> parameters = connect.parameters();
        if (parameters == null || !parameters.containsKey(AvroParameters.FIXED_NAME)) {
            return leaf(Schema.Type.BYTES, (value, out) -> out.writeBytes(buffer(value)));
        }
        return named.computeIfAbsent(parameters.get(AvroParameters.FIXED_NAME), name -> {
            int size = Integer.parseInt(parameters.get(AvroParameters.FIXED_SIZE));
            return new AvroWriting(Schema.createFixed(name, null, null, size), (value, out) -> {
                ByteBuffer bytes = buffer(value);
                if (bytes.remaining() != size) {
                    throw new DataException("A value of the fixed type " + name + " must have " + size + " bytes, not "
                            + bytes.remaining() + ".");
                }
                out.writeFixed(bytes);
            });
        });
    }

    private static ByteBuffer buffer(Object value) {
        return value instanceof byte[] array ? ByteBuffer.wrap(array) : ((ByteBuffer) value).duplicate();
    }

    private static AvroWriting leaf(Schema.Type type, ValueWriter writer) {
        return new AvroWriting(Schema.create(type), writer);
    }

    private static void writeArray(List<?> list, ValueWriter items, BinaryEncoder out) throws IOException {
        out.writeArrayStart();
        out.setItemCount(list.size());
        for (Object item : list) {
            out.startItem();
            items.write(item, out);
        }
        out.writeArrayEnd();
    }

    private static void writeMap(Map<?, ?> map, ValueWriter values, BinaryEncoder out) throws IOException {
        out.writeMapStart();
        out.setItemCount(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.startItem();
            out.writeString((String) entry.getKey());
            values.write(entry.getValue(), out);
        }
        out.writeMapEnd();
    }
}
