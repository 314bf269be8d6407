package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The event loops of the engine: native epoll where it is to be had, else java.nio. Owns their threads. */
public final class EngineLoops implements AutoCloseable {
    private final List<MultiThreadIoEventLoopGroup> groups = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();

    /** One loop and its wake-up clock. */
    record Loop(EventLoop executor, WakeClock wake, Class<? extends SocketChannel> channelType) {}

    public EngineLoops(int count) {
        boolean epoll = Epoll.isAvailable();
        for (int i = 0; i < count; i++) {
            WakeClock wake = new WakeClock();
            SelectStrategyFactory strategy = () -> wake;
            IoHandlerFactory handler = epoll
                    ? EpollIoHandler.newFactory(0, strategy)
                    : NioIoHandler.newFactory(java.nio.channels.spi.SelectorProvider.provider(), strategy);
            MultiThreadIoEventLoopGroup group =
                    new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("weir-loop-" + i, true), handler);
            groups.add(group);
            loops.add(new Loop(group.next(), wake, epoll ? EpollSocketChannel.class : NioSocketChannel.class));
        }
    }

    List<Loop> loops() {
        return loops;
    }

    public int count() {
        return loops.size();
    }

    @Override
    public void close() {
        groups.forEach(group -> group.shutdownGracefully(0, 2, TimeUnit.SECONDS));
    }
}
