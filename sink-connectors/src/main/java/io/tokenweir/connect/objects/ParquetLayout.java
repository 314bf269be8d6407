package io.tokenweir.connect.objects;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * How values of one Connect schema become one Parquet column (or group of columns): the Parquet type, and the writer that
 * feeds it. Structs become groups, lists and maps the standard three-level groups, so that any reader sees them nested.
 *
 * @param type the Parquet type, named as the field
 * @param writer writes one value that is not null
 */
record ParquetLayout(Type type, ValueWriter writer) {

    /** Writes one value that is not null. */
    @FunctionalInterface
    interface ValueWriter {
        void write(Object value, RecordConsumer out);
    }

    private static final int DEFAULT_PRECISION = 38;

    static ParquetLayout of(String name, Schema schema) {
        Repetition repetition = schema.isOptional() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        if (schema.name() != null) {
            switch (schema.name()) {
                case Timestamp.LOGICAL_NAME:
                    return leaf(
                            name,
                            repetition,
                            PrimitiveTypeName.INT64,
                            LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS),
                            (value, out) -> out.addLong(((java.util.Date) value).getTime()));
                case Date.LOGICAL_NAME:
                    return leaf(
                            name,
                            repetition,
                            PrimitiveTypeName.INT32,
                            LogicalTypeAnnotation.dateType(),
                            (value, out) -> out.addInteger(Date.fromLogical(Date.SCHEMA, (java.util.Date) value)));
                case Time.LOGICAL_NAME:
                    return leaf(
                            name,
                            repetition,
                            PrimitiveTypeName.INT32,
                            LogicalTypeAnnotation.timeType(true, TimeUnit.MILLIS),
                            (value, out) -> out.addInteger(Time.fromLogical(Time.SCHEMA, (java.util.Date) value)));
                case Decimal.LOGICAL_NAME:
                    int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
                    return leaf(
                            name,
                            repetition,
                            PrimitiveTypeName.BINARY,
                            LogicalTypeAnnotation.decimalType(scale, DEFAULT_PRECISION),
                            (value, out) -> out.addBinary(Binary.fromConstantByteArray(
                                    ((BigDecimal) value).unscaledValue().toByteArray())));
                default:
                    break;
            }
        }
        return plain(name, schema, repetition);
    }

    private static ParquetLayout plain(String name, Schema schema, Repetition repetition) {
        switch (schema.type()) {
            case STRUCT:
                return struct(name, schema, repetition);
            case ARRAY:
                return list(name, schema, repetition);
            case MAP:
                return map(name, schema, repetition);
            case STRING:
                return leaf(
                        name,
                        repetition,
                        PrimitiveTypeName.BINARY,
                        LogicalTypeAnnotation.stringType(),
                        (value, out) -> out.addBinary(Binary.fromString((String) value)));
            case BYTES:
                return leaf(
                        name,
                        repetition,
                        PrimitiveTypeName.BINARY,
                        null,
                        (value, out) -> out.addBinary(
                                value instanceof byte[] bytes
                                        ? Binary.fromConstantByteArray(bytes)
                                        : Binary.fromConstantByteBuffer((ByteBuffer) value)));
            case BOOLEAN:
                return leaf(
                        name,
                        repetition,
                        PrimitiveTypeName.BOOLEAN,
                        null,
                        (value, out) -> out.addBoolean((Boolean) value));
            case INT8:
            case INT16:
            case INT32:
                return leaf(
                        name,
                        repetition,
                        PrimitiveTypeName.INT32,
                        null,
                        (value, out) -> out.addInteger(((Number) value).intValue()));
            case INT64:
                return leaf(name, repetition, PrimitiveTypeName.INT64, null, (value, out) -> out.addLong((Long) value));
            case FLOAT32:
                return leaf(
                        name, repetition, PrimitiveTypeName.FLOAT, null, (value, out) -> out.addFloat((Float) value));
            case FLOAT64:
                return leaf(
                        name,
                        repetition,
                        PrimitiveTypeName.DOUBLE,
                        null,
                        (value, out) -> out.addDouble((Double) value));
            default:
                throw new DataException("The Connect type " + schema.type() + " has no Parquet counterpart.");
        }
    }

    private static ParquetLayout leaf(
            String name,
            Repetition repetition,
            PrimitiveTypeName primitive,
            LogicalTypeAnnotation annotation,
            ValueWriter writer) {
        return new ParquetLayout(
                Types.primitive(primitive, repetition).as(annotation).named(name), writer);
    }

    private static ParquetLayout struct(String name, Schema schema, Repetition repetition) {
        List<Field> fields = schema.fields();
        if (fields.isEmpty()) {
            throw new DataException("The struct '" + name + "' has no fields, which Parquet cannot store.");
        }
        List<ParquetLayout> parts =
                fields.stream().map(field -> of(field.name(), field.schema())).toList();
        Type[] types = parts.stream().map(ParquetLayout::type).toArray(Type[]::new);
        ValueWriter writer = (value, out) -> {
            out.startGroup();
            writeFields((Struct) value, fields, parts, 0, out);
            out.endGroup();
        };
        return new ParquetLayout(new GroupType(repetition, name, types), writer);
    }

    /** Writes the fields of a struct as columns that begin at {@code firstIndex} of the open group. */
    static void writeFields(
            Struct struct, List<Field> fields, List<ParquetLayout> parts, int firstIndex, RecordConsumer out) {
        for (int i = 0; i < parts.size(); i++) {
            Object value = struct.get(fields.get(i));
            if (value != null) {
                String name = fields.get(i).name();
                out.startField(name, firstIndex + i);
                parts.get(i).writer.write(value, out);
                out.endField(name, firstIndex + i);
            }
        }
    }

    private static ParquetLayout list(String name, Schema schema, Repetition repetition) {
        ParquetLayout element = of("element", schema.valueSchema());
        Type type = Types.list(repetition).element(element.type).named(name);
        ValueWriter writer = (value, out) -> {
            out.startGroup();
            List<?> items = (List<?>) value;
            if (!items.isEmpty()) {
                out.startField("list", 0);
                for (Object item : items) {
                    out.startGroup();
                    field("element", 0, item, element, out);
                    out.endGroup();
                }
                out.endField("list", 0);
            }
            out.endGroup();
        };
        return new ParquetLayout(type, writer);
    }

    private static ParquetLayout map(String name, Schema schema, Repetition repetition) {
        ParquetLayout key = of("key", schema.keySchema());
        ParquetLayout mapped = of("value", schema.valueSchema());
        Type type = Types.map(repetition).key(key.type).value(mapped.type).named(name);
        ValueWriter writer = (value, out) -> {
            out.startGroup();
            Map<?, ?> entries = (Map<?, ?>) value;
            if (!entries.isEmpty()) {
                out.startField("key_value", 0);
                for (Map.Entry<?, ?> entry : entries.entrySet()) {
                    out.startGroup();
                    field("key", 0, entry.getKey(), key, out);
                    field("value", 1, entry.getValue(), mapped, out);
                    out.endGroup();
                }
                out.endField("key_value", 0);
            }
            out.endGroup();
        };
        return new ParquetLayout(type, writer);
    }

    private static void field(String name, int index, Object value, ParquetLayout layout, RecordConsumer out) {
        if (value != null) {
            out.startField(name, index);
            layout.writer.write(value, out);
            out.endField(name, index);
        }
    }
}
