package io.tokenweir.load.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * What Linux' tables {@code /proc/net/tcp} and {@code tcp6} say of the connections to a target. They list every connection of
 * the machine, thousands in a load test, so they are scanned as bytes in a buffer that is kept. Not thread-safe.
 */
final class SocketTable {
    private static final int REMOTE = 2;
    private static final int QUEUES = 4;
    private static final int HEX = 16;

    private final byte[] wanted;
    private final ByteBuffer buffer;

    SocketTable(InetSocketAddress remote) {
        this(remote, 64 * 1024);
    }

    /** @param bufferBytes at least a row's length */
    SocketTable(InetSocketAddress remote, int bufferBytes) {
        this.wanted = tableAddress(remote).getBytes(StandardCharsets.US_ASCII);
        this.buffer = ByteBuffer.allocate(bufferBytes);
    }

    /** Bytes that arrived and were not read yet, of the connection that has most; 0 where the table is missing or holds no such connection. */
    long largestReceiveQueue(Path table) {
        long largest = 0;
        buffer.clear();
        try (FileChannel file = FileChannel.open(table, StandardOpenOption.READ)) {
            while (file.read(buffer) > 0) {
                buffer.flip();
                largest = Math.max(largest, takeRows());
                buffer.compact();
            }
        } catch (IOException e) {
            return 0;
        }
        return largest;
    }

    /** Takes the whole rows from the buffer, and leaves a row that has not ended. */
    private long takeRows() {
        byte[] text = buffer.array();
        long largest = 0;
        int start = buffer.position();
        for (int i = start; i < buffer.limit(); i++) {
            if (text[i] == '\n') {
                largest = Math.max(largest, queueOf(text, start, i));
                start = i + 1;
            }
        }
        buffer.position(start);
        return largest;
    }

    private long queueOf(byte[] text, int start, int end) {
        int field = 0;
        int at = start;
        while (at < end) {
            while (at < end && text[at] == ' ') {
                at++;
            }
            int begin = at;
            while (at < end && text[at] != ' ') {
                at++;
            }
            if (field == REMOTE && !endsAsWanted(text, begin, at)) {
                return 0;
            }
            if (field == QUEUES) {
                return secondNumber(text, begin, at);
            }
            field++;
        }
        return 0;
    }

    /** tcp6 writes an IPv4 address with a prefix. */
    private boolean endsAsWanted(byte[] text, int begin, int end) {
        int from = end - wanted.length;
        return from >= begin && Arrays.equals(text, from, end, wanted, 0, wanted.length);
    }

    /** {@code tx_queue:rx_queue} in hexadecimal. */
    private static long secondNumber(byte[] text, int begin, int end) {
        long number = 0;
        for (int i = begin; i < end; i++) {
            number = text[i] == ':' ? 0 : number * HEX + Character.digit(text[i], HEX);
        }
        return number;
    }

    /** An address as these tables write it: each word of four bytes from its last to its first, then the port. */
    private static String tableAddress(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 3; i >= 0; i--) {
                text.append(String.format(Locale.ROOT, "%02X", bytes[word + i]));
            }
        }
        return text.append(String.format(Locale.ROOT, ":%04X", address.getPort()))
                .toString();
    }
}
