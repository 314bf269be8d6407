package io.tokenweir.simulator.http;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Threads that read, write and keep time: native epoll where it is to be had, else java.nio. */
public final class EventLoops implements AutoCloseable {
    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup group;
    private final EventLoop first;

    /** @param name what the threads are called, behind {@code simulator-} */
    public EventLoops(String name, int threads) {
        group = new MultiThreadIoEventLoopGroup(
                threads,
                new DefaultThreadFactory("simulator-" + name, true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        first = group.next();
    }

    /** One of them, always the same. */
    public EventLoop first() {
        return first;
    }

    EventLoopGroup group() {
        return group;
    }

    Class<? extends ServerSocketChannel> channelType() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
