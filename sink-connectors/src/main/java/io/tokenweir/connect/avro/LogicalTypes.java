package io.tokenweir.connect.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

import io.tokenweir.connect.avro.AvroWriting.ValueWriter;

/**
 * The four logical types that Avro and Connect share: date, time-millis, timestamp-millis, decimal on bytes. Any other
 * (timestamp-micros, uuid…) passes as the plain type below it.
 */
final class LogicalTypes {
    private static final int DEFAULT_PRECISION = 64;

    private LogicalTypes() {}

    static Optional<AvroReading> of(Schema avro, boolean optional) {
        LogicalType logical = avro.getLogicalType();
        if (logical instanceof org.apache.avro.LogicalTypes.TimestampMillis) {
            return Optional.of(
                    new AvroReading(end(Timestamp.builder(), optional), in -> new java.util.Date(in.readLong())));
        }
        if (logical instanceof org.apache.avro.LogicalTypes.Date) {
            SchemaBuilder builder = Date.builder();
            return Optional.of(
                    new AvroReading(end(builder, optional), in -> Date.toLogical(Date.SCHEMA, in.readInt())));
        }
        if (logical instanceof org.apache.avro.LogicalTypes.TimeMillis) {
            return Optional.of(
                    new AvroReading(end(Time.builder(), optional), in -> Time.toLogical(Time.SCHEMA, in.readInt())));
        }
        if (logical instanceof org.apache.avro.LogicalTypes.Decimal decimal && avro.getType() == Schema.Type.BYTES) {
            int scale = decimal.getScale();
            SchemaBuilder builder = Decimal.builder(scale)
                    .parameter(AvroParameters.DECIMAL_PRECISION, Integer.toString(decimal.getPrecision()));
            return Optional.of(new AvroReading(end(builder, optional), in -> {
                ByteBuffer bytes = in.readBytes(null);
                return new BigDecimal(new BigInteger(bytes.array(), bytes.position(), bytes.remaining()), scale);
            }));
        }
        return Optional.empty();
    }

    static Optional<AvroWriting> of(org.apache.kafka.connect.data.Schema connect) {
        if (connect.name() == null) {
            return Optional.empty();
        }
        switch (connect.name()) {
            case Timestamp.LOGICAL_NAME:
                return writing(
                        org.apache.avro.LogicalTypes.timestampMillis(),
                        Schema.Type.LONG,
                        (value, out) -> out.writeLong(((java.util.Date) value).getTime()));
            case Date.LOGICAL_NAME:
                return writing(
                        org.apache.avro.LogicalTypes.date(),
                        Schema.Type.INT,
                        (value, out) -> out.writeInt(Date.fromLogical(Date.SCHEMA, (java.util.Date) value)));
            case Time.LOGICAL_NAME:
                return writing(
                        org.apache.avro.LogicalTypes.timeMillis(),
                        Schema.Type.INT,
                        (value, out) -> out.writeInt(Time.fromLogical(Time.SCHEMA, (java.util.Date) value)));
            case Decimal.LOGICAL_NAME:
                int scale = Integer.parseInt(connect.parameters().get(Decimal.SCALE_FIELD));
                String precision = connect.parameters().get(AvroParameters.DECIMAL_PRECISION);
                return writing(
                        org.apache.avro.LogicalTypes.decimal(
                                precision == null ? DEFAULT_PRECISION : Integer.parseInt(precision), scale),
                        Schema.Type.BYTES,
                        (value, out) -> out.writeBytes(
                                ((BigDecimal) value).unscaledValue().toByteArray()));
            default:
                return Optional.empty();
        }
    }

    private static org.apache.kafka.connect.data.Schema end(SchemaBuilder builder, boolean optional) {
        return (optional ? builder.optional() : builder).build();
    }

    private static Optional<AvroWriting> writing(LogicalType logical, Schema.Type type, ValueWriter writer) {
        return Optional.of(new AvroWriting(logical.addToSchema(Schema.create(type)), writer));
    }
}
