package io.tokenweir.load.events;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Chunk buffers of one event loop: taken by the loop, given back by the publishing thread. */
public final class ChunkPool {
    private final ArrayDeque<TokenChunkBuffer> own = new ArrayDeque<>();
    private final Queue<TokenChunkBuffer> returned = new ConcurrentLinkedQueue<>();

    /** By the loop only. */
    public TokenChunkBuffer take() {
        TokenChunkBuffer buffer = own.pollFirst();
        if (buffer == null) {
            buffer = returned.poll();
        }
        return buffer == null ? new TokenChunkBuffer(this) : buffer;
    }

    void giveBack(TokenChunkBuffer buffer) {
        returned.add(buffer);
    }
}
