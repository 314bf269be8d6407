package io.tokenweir.protocol.sse;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of long unfinished events, and of long answers that are no stream, all exchanges of a process may hold together,
 * so that a thousand servers which never end a line cannot take the heap. Thread-safe.
 */
public final class StreamMemory {
    private static final long LEAST = 16L * 1024 * 1024;

    /** An eighth of the heap. */
    public static final StreamMemory SHARED =
            new StreamMemory(Math.max(LEAST, Runtime.getRuntime().maxMemory() / 8));

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    StreamMemory(long limit) {
        this.limit = limit;
    }

    long limit() {
        return limit;
    }

    /** False, and nothing is taken, when it would be too much. */
    public boolean take(long bytes) {
        if (taken.addAndGet(bytes) > limit) {
            taken.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    public void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
