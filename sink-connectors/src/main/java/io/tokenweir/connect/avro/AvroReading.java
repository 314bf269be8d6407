package io.tokenweir.connect.avro;

import java.io.IOException;

import org.apache.avro.io.BinaryDecoder;
import org.apache.kafka.connect.data.Schema;

/**
 * How values of one Avro type become Connect data: the Connect schema, and the reader that goes with it. Immutable and
 * safe for several threads; each call brings its own decoder.
 */
record AvroReading(Schema schema, ValueReader reader) {

    /** Reads one value of the type from where the decoder stands. */
    @FunctionalInterface
    interface ValueReader {
        Object read(BinaryDecoder in) throws IOException;
    }
}
