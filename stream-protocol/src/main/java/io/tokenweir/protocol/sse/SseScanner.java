package io.tokenweir.protocol.sse;

import java.util.Arrays;

/**
 * Finds the events of a {@code text/event-stream} in bytes as they come, in pieces of any size (WHATWG HTML, section 9.2.6):
 * LF, CRLF or CR end a line, {@code data} lines of one event are joined by LF, comments and unknown fields are passed over,
 * an event that no blank line ends is dropped.
 *
 * <p>An event whose one data line lies in the bytes given is handed on where it lies, without a copy; only what is split
 * over reads is collected. Allocates nothing per ordinary event. Not thread-safe; reuse with {@link #reset}. More than
 * {@link #MAX_EVENT_BYTES} in one line or event, or more than its share of memory in those of all streams together, sets
 * {@link #overflow}, and nothing more is taken.
 */
public final class SseScanner {
    /** Longest line and longest event that are accepted. */
    public static final int MAX_EVENT_BYTES = 4 * 1024 * 1024;

    /** Buffers up to this size are kept and not counted. */
    private static final int SMALL = 64 * 1024;

    private static final int FIRST = 512;
    private static final int BOM_BYTES = 3;
    private static final byte[] LINE_FEED = {'\n'};
    private static final byte[] NOTHING = {};

    /** Gets one event's data. */
    public interface EventSink {
        /** The bytes are valid during the call only. */
        void event(byte[] data, int offset, int length);

        /**
         * Asked at the beginning of a line, between events, before the line is looked at: whether a whole event that needs
         * no further look stands there, from its {@code data} line to the blank line behind it. It is passed over.
         *
         * @return how many bytes it takes; 0 when there is none
         */
        default int knownEvent(byte[] bytes, int at, int end) {
            return 0;
        }
    }

    private final StreamMemory memory;
    private byte[] line = new byte[FIRST];
    private int lineLength;
    private byte[] data = new byte[FIRST];
    private int dataLength;
    private boolean hasData;
    /** The data of the event lies in the caller's bytes still, not in {@link #data}. */
    private boolean inPlace;

    private int placeOffset;
    private boolean skipLineFeed;
    private boolean firstLine = true;
    private String overflow;

    public SseScanner() {
        this(StreamMemory.SHARED);
    }

    SseScanner(StreamMemory memory) {
        this.memory = memory;
    }

    /** Ready for the next stream. */
    public void reset() {
        lineLength = 0;
        dataLength = 0;
        hasData = false;
        inPlace = false;
        skipLineFeed = false;
        firstLine = true;
        overflow = null;
        letGoOfLongBuffers();
    }

    /** Why nothing more is taken, in a sentence; null while all is well. */
    public String overflow() {
        return overflow;
    }

    /** Whether bytes of an event have come whose end has not. */
    public boolean insideEvent() {
        return lineLength > 0 || hasData;
    }

    /** Whether the next byte begins a line between two events, and nothing of what came before changes how it is read. */
    public boolean isBetweenEvents() {
        return lineLength == 0 && !hasData && !skipLineFeed && !firstLine && overflow == null;
    }

    /** Takes the next bytes, and hands on every event that they complete. */
    public void feed(byte[] bytes, int offset, int length, EventSink sink) {
        int at = offset;
        int end = offset + length;
        if (skipLineFeed && at < end) {
            skipLineFeed = false;
            if (bytes[at] == '\n') {
                at++;
            }
        }
        while (at < end && overflow == null) {
            if (bytes[at] == 'd' && lineLength == 0 && !hasData) {
                int known = sink.knownEvent(bytes, at, end);
                if (known > 0) {
                    firstLine = false;
                    at += known;
                    continue;
                }
            }
            int lineEnd = at;
            while (lineEnd < end && bytes[lineEnd] != '\n' && bytes[lineEnd] != '\r') {
                lineEnd++;
            }
            if (lineEnd == end) {
                keep(bytes, at, end);
                break;
            }
            takeLine(bytes, at, lineEnd, sink);
            at = lineEnd + 1;
            if (bytes[lineEnd] == '\r') {
                if (at == end) {
                    skipLineFeed = true;
                } else if (bytes[at] == '\n') {
                    at++;
                }
            }
        }
        if (inPlace) {
            bring(bytes);
        }
        if (overflow != null) {
            letGoOfLongBuffers();
        }
    }

    /**
     * The answer is over, in order: hands on the event that only lacks the blank line behind it. The standard drops such an event;
     * servers that leave its end out with their last one are many, and their users' clients take it.
     */
    public void end(EventSink sink) {
        if (overflow == null) {
            takeLine(NOTHING, 0, 0, sink);
            dispatch(NOTHING, sink);
        }
    }

    /** Gives back what an unfinished event holds; nothing more may be fed before {@link #reset}. */
    public void letGo() {
        lineLength = 0;
        dataLength = 0;
        hasData = false;
        letGoOfLongBuffers();
    }

    private void takeLine(byte[] bytes, int from, int to, EventSink sink) {
        if (lineLength == 0) {
            line(bytes, from, to, bytes, sink);
        } else {
            keep(bytes, from, to);
            if (overflow == null) {
                int length = lineLength;
                lineLength = 0;
                line(line, 0, length, bytes, sink);
            }
        }
    }

    private void line(byte[] source, int start, int to, byte[] callers, EventSink sink) {
        int from = start;
        if (firstLine) {
            firstLine = false;
            if (to - from >= BOM_BYTES
                    && source[from] == (byte) 0xEF
                    && source[from + 1] == (byte) 0xBB
                    && source[from + 2] == (byte) 0xBF) {
                from += BOM_BYTES;
            }
        }
        if (from == to) {
            dispatch(callers, sink);
        } else if (isData(source, from, to)) {
            int value = from + 4 == to ? to : from + 5;
            if (value < to && source[value] == ' ') {
                value++;
            }
            dataLine(source, value, to, callers);
        }
    }

    private static boolean isData(byte[] b, int from, int to) {
        return to - from >= 4
                && b[from] == 'd'
                && b[from + 1] == 'a'
                && b[from + 2] == 't'
                && b[from + 3] == 'a'
                && (to - from == 4 || b[from + 4] == ':');
    }

    private void dataLine(byte[] source, int from, int to, byte[] callers) {
        if (!hasData) {
            hasData = true;
            if (source == callers) {
                inPlace = true;
                placeOffset = from;
                dataLength = to - from;
                return;
            }
            dataLength = 0;
        } else {
            if (inPlace) {
                bring(callers);
            }
            append(LINE_FEED, 0, 1);
        }
        append(source, from, to);
    }

    private void dispatch(byte[] callers, EventSink sink) {
        if (!hasData) {
            return;
        }
        hasData = false;
        if (inPlace) {
            inPlace = false;
            sink.event(callers, placeOffset, dataLength);
        } else {
            sink.event(data, 0, dataLength);
            letGoOfLongBuffers();
        }
        dataLength = 0;
    }

    /** Copies the data that lies in the caller's bytes, which are about to go. */
    private void bring(byte[] callers) {
        int length = dataLength;
        inPlace = false;
        dataLength = 0;
        append(callers, placeOffset, placeOffset + length);
    }

    private void append(byte[] source, int from, int to) {
        data = room(data, dataLength, to - from);
        if (overflow != null) {
            return;
        }
        System.arraycopy(source, from, data, dataLength, to - from);
        dataLength += to - from;
    }

    private void keep(byte[] source, int from, int to) {
        line = room(line, lineLength, to - from);
        if (overflow != null) {
            return;
        }
        System.arraycopy(source, from, line, lineLength, to - from);
        lineLength += to - from;
    }

    private byte[] room(byte[] array, int used, int more) {
        if (array.length - used >= more) {
            return array;
        }
        if (used + more > MAX_EVENT_BYTES) {
            overflow = "An event of the stream is longer than " + MAX_EVENT_BYTES + " bytes.";
            return array;
        }
        int size = Math.min(MAX_EVENT_BYTES, Math.max(array.length * 2, used + more));
        if (size > SMALL && !memory.take(size - counted(array))) {
            overflow = "Unfinished events of all streams together are longer than " + memory.limit() + " bytes.";
            return array;
        }
        return Arrays.copyOf(array, size);
    }

    private static int counted(byte[] array) {
        return array.length > SMALL ? array.length : 0;
    }

    private void letGoOfLongBuffers() {
        if (line.length > SMALL) {
            memory.giveBack(line.length);
            line = new byte[FIRST];
        }
        if (data.length > SMALL) {
            memory.giveBack(data.length);
            data = new byte[FIRST];
        }
    }
}
