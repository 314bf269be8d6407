package io.tokenweir.connect.avro;

import java.io.IOException;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;

/** How Connect data of one schema becomes Avro: the Avro schema, and the writer that goes with it. Immutable. */
record AvroWriting(Schema schema, ValueWriter writer) {

    /** Writes one value to where the encoder stands. */
    @FunctionalInterface
    interface ValueWriter {
        void write(Object value, BinaryEncoder out) throws IOException;
    }
}
