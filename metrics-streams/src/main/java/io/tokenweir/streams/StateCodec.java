package io.tokenweir.streams;

import java.io.IOException;

import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** Writes one kind of state as plain Avro primitives, and reads it back. */
interface StateCodec<T> {
    void write(T value, Encoder out) throws IOException;

    T read(Decoder in) throws IOException;
}
