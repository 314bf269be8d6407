package io.tokenweir.load.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.load.health.CanaryRuler;
import io.tokenweir.load.health.CanarySchedule;

/**
 * A stream of our own on every event loop, over loopback, whose send times are known: what the loops measure of it wrongly,
 * they measure wrongly of every stream. One thread of this class writes 50 small frames a second to each loop; the loop reads
 * them through the same kind of channel as everything else, and takes the stamp at the same place.
 *
 * <p>A sandbox without loopback means no canary, not a failed run. Owns its thread and sockets.
 */
final class Canary implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
    private static final long CONNECT_AT_MOST_MILLIS = 2_000;
    private static final long SEED = 1;

    private final List<Stream> streams = new ArrayList<>();
    private final ByteBuffer frame = ByteBuffer.allocateDirect(CanaryRuler.FRAME_BYTES);
    private final Thread thread = new Thread(this::sing, "weir-canary");
    private volatile boolean closed;

    /** The way to one loop. */
    private record Stream(SocketChannel socket, Channel reader, CanaryRuler ruler, CanarySchedule schedule) {}

    private Canary() {
        thread.setDaemon(true);
    }

    /** Connects to every loop and begins. */
    static Canary start(List<LoadLoop> loops) {
        Canary canary = new Canary();
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), loops.size());
            for (LoadLoop loop : loops) {
                canary.connect(listener, loop);
            }
            canary.thread.start();
        } catch (IOException e) {
            LOG.warn("There is no canary: {}. Error bounds come from the loops' own lag.", e.getMessage());
            canary.close();
        }
        return canary;
    }

    private void connect(ServerSocketChannel listener, LoadLoop loop) throws IOException {
        CanaryRuler ruler = new CanaryRuler();
        ChannelFuture connecting = new Bootstrap()
                .group(loop.executor())
                .channel(loop.channelType())
                .option(ChannelOption.RECVBUF_ALLOCATOR, loop.readBuffer())
                .handler(new Reads(loop, ruler))
                .connect(listener.getLocalAddress());
        if (!connecting.awaitUninterruptibly(CONNECT_AT_MOST_MILLIS, TimeUnit.MILLISECONDS)
                || !connecting.isSuccess()) {
            throw new IOException("an event loop cannot connect over loopback", connecting.cause());
        }
        SocketChannel socket = listener.accept();
        socket.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        CanarySchedule schedule = new CanarySchedule(new SplittableRandom(SEED + streams.size()), System.nanoTime());
        streams.add(new Stream(socket, connecting.channel(), ruler, schedule));
    }

    private void sing() {
        try {
            while (!closed) {
                Stream next = streams.get(0);
                for (Stream stream : streams) {
                    if (stream.schedule().nextNanos() - next.schedule().nextNanos() < 0) {
                        next = stream;
                    }
                }
                long wait = next.schedule().nextNanos() - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                } else {
                    send(next);
                }
            }
        } catch (IOException e) {
            if (!closed) {
                LOG.warn("The canary fell silent: {}.", e.getMessage());
            }
        }
    }

    private void send(Stream stream) throws IOException {
        frame.clear();
        long now = System.nanoTime();
        stream.schedule().advance(now);
        stream.ruler().sending(now);
        while (frame.hasRemaining()) {
            stream.socket().write(frame);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        for (Stream stream : streams) {
            stream.reader().close();
            try {
                stream.socket().close();
            } catch (IOException e) {
                LOG.debug("A canary socket did not close", e);
            }
        }
    }

    private static final class Reads extends ChannelInboundHandlerAdapter {
        private final LoadLoop loop;
        private final CanaryRuler ruler;

        Reads(LoadLoop loop, CanaryRuler ruler) {
            this.loop = loop;
            this.ruler = ruler;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            long stamp = System.nanoTime();
            ByteBuf bytes = (ByteBuf) message;
            loop.canary(ruler, bytes.readableBytes(), stamp);
            bytes.release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
