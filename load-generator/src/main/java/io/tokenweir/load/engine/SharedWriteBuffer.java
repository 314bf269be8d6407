package io.tokenweir.load.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/**
 * The one buffer that the requests of an event loop are written from: a socket nearly always takes a request whole, before the next
 * is made. While one has not been taken, the others get buffers of their own. Used by the loop's thread only.
 */
final class SharedWriteBuffer {
    private static final int BYTES = 64 * 1024;

    /** Freed by the collector, with the loop. */
    private final ByteBuf shared = new UnpooledByteBufAllocator(true, true, false).directBuffer(BYTES, BYTES);

    /** An empty buffer with room for so many bytes; to be released, as any. */
    ByteBuf take(int bytes, ByteBufAllocator allocator) {
        boolean free = shared.refCnt() == 1 && bytes <= BYTES;
        return free ? shared.clear().retain() : allocator.ioBuffer(bytes);
    }
}
