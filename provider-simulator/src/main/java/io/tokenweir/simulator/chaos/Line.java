package io.tokenweir.simulator.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.tokenweir.simulator.http.Exchange;

/**
 * What leaves to the client, in order, and no earlier than told: a pause holds back all that comes after it. Lives on the
 * exchange's loop; what is held back when the client goes away is dropped.
 */
final class Line {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);

    private final Exchange exchange;
    private final Queue<Due> held = new ArrayDeque<>();
    private long notBeforeNanos = Long.MIN_VALUE;
    private boolean waiting;
    private boolean over;

    private record Due(long notBeforeNanos, Runnable action) {}

    Line(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Nothing that is sent after this leaves earlier than {@code nanos} after what was sent before it. */
    void pause(long nanos) {
        notBeforeNanos = Math.max(notBeforeNanos, System.nanoTime()) + nanos;
    }

    /** Nothing that is sent after this leaves within the next {@code nanos}. */
    void delay(long nanos) {
        notBeforeNanos = Math.max(notBeforeNanos, System.nanoTime() + nanos);
    }

    void send(byte[] bytes) {
        then(() -> exchange.write(bytes, 0, bytes.length));
    }

    /** Sends bytes as one chunk of a chunked body. */
    void sendChunk(byte[] bytes) {
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII);
        byte[] chunk = Arrays.copyOf(size, size.length + bytes.length + 2);
        System.arraycopy(bytes, 0, chunk, size.length, bytes.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        send(chunk);
    }

    /** Ends a chunked body. */
    void sendLastChunk() {
        send(LAST_CHUNK);
    }

    /** The answer is complete; the connection may go on. */
    void finish() {
        then(() -> {
            over = true;
            exchange.finish();
        });
    }

    /** The connection closes, by a reset or in form. */
    void abort(boolean reset) {
        then(() -> {
            over = true;
            exchange.abort(reset);
        });
    }

    void clientClosed() {
        over = true;
        held.clear();
    }

    private void then(Runnable action) {
        if (!over) {
            held.add(new Due(notBeforeNanos, action));
            drain();
        }
    }

    private void drain() {
        while (!over && !waiting && !held.isEmpty()) {
            long wait = held.peek().notBeforeNanos() == Long.MIN_VALUE
                    ? 0
                    : held.peek().notBeforeNanos() - System.nanoTime();
            if (wait > 0) {
                waiting = true;
                exchange.loop()
                        .schedule(
                                () -> {
                                    waiting = false;
                                    drain();
                                },
                                wait,
                                TimeUnit.NANOSECONDS);
            } else {
                held.poll().action().run();
            }
        }
    }
}
