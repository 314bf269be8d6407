package io.tokenweir.protocol.provider;

/**
 * The few shapes that the events of one API's answers have: with a role, with a text, with the reason of the end, with the usage.
 * Kept from answer to answer, so that only the first answer's events are read in full, and shared by the decoders of one thread:
 * what a thousand streams learn alike need not lie in memory a thousand times. Not thread-safe.
 */
public final class EventShapes {
    private static final int MOST = 8;

    private final EventShape[] shapes = new EventShape[MOST];
    private int count;
    private int next;
    private int matched;

    /** Takes in what the reader has just read. */
    void learn(EventReader read, byte[] data, int from, int to) {
        EventShape shape = shapes[next] == null ? new EventShape() : shapes[next];
        if (shape.learn(read, data, from, to)) {
            shapes[next] = shape;
            count = Math.max(count, next + 1);
            next = (next + 1) % MOST;
        }
    }

    /**
     * How many bytes an event of a known shape takes from {@code at} on; 0 when none is there, whole.
     *
     * @param expected which shape is tried first
     */
    int match(EventReader reader, byte[] bytes, int at, int end, int expected) {
        int shape = expected;
        for (int tried = 0; tried < count; tried++) {
            shape = shape < count ? shape : 0;
            int length = shapes[shape].match(reader, bytes, at, end);
            if (length > 0) {
                matched = shape;
                return length;
            }
            shape++;
        }
        return 0;
    }

    /** The shape of the event that was matched last. */
    EventShape matched() {
        return shapes[matched];
    }

    /** Its number; the next one is what comes next if this answer goes like the first. */
    int number() {
        return matched;
    }
}
