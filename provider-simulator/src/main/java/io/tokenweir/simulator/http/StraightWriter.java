package io.tokenweir.simulator.http;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Writes small pieces straight to a connection's native socket, from one buffer of the event loop, as long as nothing waits before
 * them: no buffer, promise or place in a queue for each. Only for a pipeline that leaves bytes as they are. Used on the
 * channel's loop only.
 */
final class StraightWriter {
    private static final int BYTES = 64 << 10;

    /** Freed by the collector, with the loop's thread. */
    private static final FastThreadLocal<ByteBuf> SHARED = new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
            return new UnpooledByteBufAllocator(true, true, false).directBuffer(BYTES, BYTES);
        }
    };

    private final Channel.Unsafe channel;
    /** Null: this is no native one. */
    private final Socket socket;

    StraightWriter(Channel channel) {
        this.channel = channel.unsafe();
        socket = channel instanceof UnixChannel unix && unix.fd() instanceof Socket nativeSocket ? nativeSocket : null;
    }

    /**
     * How many of the bytes the socket took at once; the rest has to go the usual way, which also tells of a broken
     * connection.
     */
    int write(byte[] bytes, int offset, int length) {
        if (socket == null || length > BYTES || !nothingWaits(channel.outboundBuffer())) {
            return 0;
        }
        ByteBuf shared = SHARED.get();
        shared.setBytes(0, bytes, offset, length);
        try {
            return Math.max(0, socket.sendAddress(shared.memoryAddress(), 0, length));
        } catch (IOException e) {
            return 0;
        }
    }

    /** @param outbound null: the channel is closed */
    private static boolean nothingWaits(ChannelOutboundBuffer outbound) {
        return outbound != null && outbound.isEmpty() && outbound.totalPendingWriteBytes() == 0;
    }
}
