package io.tokenweir.streams;

import java.util.function.BiFunction;

import org.apache.kafka.common.errors.SerializationException;

import io.tokenweir.serde.AvroWire;

/**
 * A value that was read, or why it could not be.
 *
 * @param record null when it could not be read; what was read stands beside a problem with what it says
 * @param problem a sentence; null when the record is fine
 */
record Decoded<T>(T record, String problem) {

    /**
     * Reads and checks one value. A registry that cannot be reached throws: then the value may be fine.
     *
     * @param check answers what is wrong with a record, or null, given the wall clock in ms
     */
    static <T> Decoded<T> of(
            AvroWire wire, byte[] bytes, Class<T> type, long nowMillis, BiFunction<T, Long, String> check) {
        if (bytes == null) {
            return new Decoded<>(null, "the record has no value");
        }
        T record;
        try {
            record = wire.decode(bytes, type);
        } catch (SerializationException e) {
            return new Decoded<>(null, e.getMessage());
        }
        String problem = check.apply(record, nowMillis);
        return new Decoded<>(record, problem);
    }
}
