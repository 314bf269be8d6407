package io.tokenweir.load.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * The one buffer that all plain connections of an event loop read into. What was read is looked at before the next read, so
 * that nobody needs a buffer of their own, and no read is cut short because a guess was too small. A buffer that somebody
 * keeps nevertheless stays theirs, and the next read gets a fresh one. Used by the loop's thread only.
 */
final class SharedReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private final int bytes;
    private final ByteBuf shared;

    SharedReadBuffer(int bytes) {
        this.bytes = bytes;
        // Freed by the collector, with the loop: nobody else knows when the last read has been.
        this.shared = new UnpooledByteBufAllocator(true, true, false).directBuffer(bytes, bytes);
    }

    @Override
    @SuppressWarnings("deprecation") // the interface's own method; its successor is an interface of the same kind
    public Handle newHandle() {
        return new Reads();
    }

    private final class Reads extends MaxMessageHandle {
        @Override
        public int guess() {
            return bytes;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return shared.refCnt() == 1 ? shared.clear().retain() : allocator.ioBuffer(bytes);
        }
    }
}
