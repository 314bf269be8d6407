package io.tokenweir.protocol.provider;

/**
 * The few shapes that the events of one target's answers have: with a role, with a text, with the reason of the end. Kept from
 * answer to answer, so that only the first answer's events are read in full. Not thread-safe.
 */
final class EventShapes {
    private static final int MOST = 4;

    private final EventShape[] shapes = new EventShape[MOST];
    private int count;
    private int next;
    private EventShape matched;
    /** Which shape comes next if this answer goes like the one before. */
    private int expected;

    /** Takes in what the reader has just read. */
    void learn(EventReader read, byte[] data, int from, int to) {
        EventShape shape = shapes[next] == null ? new EventShape() : shapes[next];
        if (shape.learn(read, data, from, to)) {
            shapes[next] = shape;
            count = Math.max(count, next + 1);
            next = (next + 1) % MOST;
        }
    }

    /** How many bytes an event of a known shape takes from {@code at} on; 0 when none is there, whole. */
    int match(EventReader reader, byte[] bytes, int at, int end) {
        for (int tried = 0; tried < count; tried++) {
            int shape = expected < count ? expected : 0;
            int length = shapes[shape].match(reader, bytes, at, end);
            expected = shape + 1;
            if (length > 0) {
                matched = shapes[shape];
                return length;
            }
        }
        return 0;
    }

    /** The shape of the event that was matched last. */
    EventShape matched() {
        return matched;
    }
}
