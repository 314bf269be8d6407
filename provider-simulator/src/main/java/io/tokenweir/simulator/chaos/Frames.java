package io.tokenweir.simulator.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Takes the bytes of a chunked answer apart again: the head, the events, the end. Chunks and events may lie in the bytes as
 * they like. Not thread-safe.
 */
final class Frames {
    private final Fault fault;
    private final ByteArrayOutputStream event = new ByteArrayOutputStream();
    private byte[] rest = new byte[0];
    private boolean headSeen;
    private int lineFeeds;

    Frames(Fault fault) {
        this.fault = fault;
    }

    void add(byte[] bytes) {
        byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
        System.arraycopy(bytes, 0, all, rest.length, bytes.length);
        int at = 0;
        if (!headSeen) {
            int end = indexOf(all, "\r\n\r\n", 0);
            if (end < 0) {
                rest = all;
                return;
            }
            at = end + 4;
            headSeen = true;
            fault.head(new String(all, 0, at, ISO_8859_1));
        }
        rest = Arrays.copyOfRange(all, chunks(all, at), all.length);
    }

    /** Reads all complete chunks from {@code at} on; where the first incomplete one begins. */
    private int chunks(byte[] all, int at) {
        int begin = at;
        while (true) {
            int line = indexOf(all, "\r\n", begin);
            if (line < 0) {
                return begin;
            }
            int size = Integer.parseInt(new String(all, begin, line - begin, ISO_8859_1), 16);
            int next = line + 2 + size + 2;
            if (next > all.length) {
                return begin;
            }
            if (size == 0) {
                endEvent();
                fault.end();
                return next;
            }
            for (int i = line + 2; i < line + 2 + size; i++) {
                event(all[i]);
            }
            begin = next;
        }
    }

    /** An event ends with an empty line. */
    private void event(byte next) {
        event.write(next);
        lineFeeds = next == '\n' ? lineFeeds + 1 : 0;
        if (lineFeeds == 2) {
            endEvent();
        }
    }

    private void endEvent() {
        if (event.size() > 0) {
            fault.frame(event.toByteArray());
            event.reset();
        }
        lineFeeds = 0;
    }

    private static int indexOf(byte[] bytes, String text, int from) {
        byte[] wanted = text.getBytes(ISO_8859_1);
        for (int i = from; i <= bytes.length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
