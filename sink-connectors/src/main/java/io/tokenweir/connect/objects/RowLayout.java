package io.tokenweir.connect.objects;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The columns of one object: the record's Kafka coordinates, then every field of its value. One layout per value schema;
 * immutable.
 */
final class RowLayout {
    /** Parameter of a value schema in which our converter tells the registry's schema id. */
    static final String SCHEMA_ID = io.tokenweir.connect.avro.WeirAvroConverter.SCHEMA_ID;

    private static final int COORDINATES = 5;

    private final MessageType type;
    private final List<Field> fields;
    private final List<ParquetLayout> parts;
    private final Integer schemaId;

    private RowLayout(MessageType type, List<Field> fields, List<ParquetLayout> parts, Integer schemaId) {
        this.type = type;
        this.fields = fields;
        this.parts = parts;
        this.schemaId = schemaId;
    }

    /** The layout for values of {@code schema}; null for an object without rows. */
    static RowLayout of(Schema schema) {
        List<Type> columns = new ArrayList<>(List.of(
                Types.required(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named("_topic"),
                Types.required(PrimitiveTypeName.INT32).named("_partition"),
                Types.required(PrimitiveTypeName.INT64).named("_offset"),
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                        .named("_timestamp"),
                Types.optional(PrimitiveTypeName.INT32).named("_schema_id")));
        if (schema == null) {
            return new RowLayout(new MessageType("row", columns), List.of(), List.of(), null);
        }
        if (schema.type() != Schema.Type.STRUCT) {
            throw new DataException("A value of type " + schema.type()
                    + " has no columns; the object sink takes records with named fields (set a value converter that yields"
                    + " them, e.g. io.tokenweir.connect.avro.WeirAvroConverter).");
        }
        List<ParquetLayout> parts = schema.fields().stream()
                .map(field -> ParquetLayout.of(field.name(), field.schema()))
                .toList();
        parts.forEach(part -> columns.add(part.type()));
        String id = schema.parameters() == null ? null : schema.parameters().get(SCHEMA_ID);
        String name = schema.name() == null ? "row" : schema.name();
        return new RowLayout(
                new MessageType(name, columns), schema.fields(), parts, id == null ? null : Integer.valueOf(id));
    }

    MessageType type() {
        return type;
    }

    void write(SinkRecord record, RecordConsumer out) {
        out.startMessage();
        out.startField("_topic", 0);
        out.addBinary(Binary.fromString(Coordinates.topic(record)));
        out.endField("_topic", 0);
        out.startField("_partition", 1);
        out.addInteger(Coordinates.partition(record));
        out.endField("_partition", 1);
        out.startField("_offset", 2);
        out.addLong(Coordinates.offset(record));
        out.endField("_offset", 2);
        if (record.timestamp() != null) {
            out.startField("_timestamp", 3);
            out.addLong(record.timestamp());
            out.endField("_timestamp", 3);
        }
        if (schemaId != null) {
            out.startField("_schema_id", 4);
            out.addInteger(schemaId);
            out.endField("_schema_id", 4);
        }
        ParquetLayout.writeFields((Struct) record.value(), fields, parts, COORDINATES, out);
        out.endMessage();
    }
}
