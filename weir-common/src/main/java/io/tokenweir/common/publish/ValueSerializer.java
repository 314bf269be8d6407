package io.tokenweir.common.publish;

import org.apache.kafka.common.serialization.Serializer;

/**
 * Hands the values of events to Kafka's producer, which wants an array of exactly their length, and copies it into a batch before
 * its {@code send} returns: so one array of each usual length is enough. To be used by one sending thread.
 */
final class ValueSerializer implements Serializer<OutboundEvent> {
    private static final int LONGEST_KEPT = 1_024;

    private final byte[][] arrays = new byte[LONGEST_KEPT + 1][];

    @Override
    public byte[] serialize(String topic, OutboundEvent event) {
        int length = event.length();
        if (length > LONGEST_KEPT || event.bytes().length == length) {
            return event.value();
        }
        byte[] value = arrays[length];
        if (value == null) {
            value = new byte[length];
            arrays[length] = value;
        }
        System.arraycopy(event.bytes(), 0, value, 0, length);
        return value;
    }
}
