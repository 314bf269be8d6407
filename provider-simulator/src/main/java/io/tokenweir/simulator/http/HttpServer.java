package io.tokenweir.simulator.http;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;

/** A plain HTTP/1.1 server with keep-alive on one port. The event loops are the caller's. */
public final class HttpServer implements AutoCloseable {
    /** More than the largest that a vendor takes: Anthropic 32 MB, OpenAI 50 MB with images. */
    private static final int MAX_BODY_BYTES = 50 << 20;

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Channel listener;

    /**
     * Starts to listen.
     *
     * @param port 0: a free one
     * @throws IllegalStateException with one sentence when the port is taken
     */
    public HttpServer(String name, String host, int port, EventLoops loops, Exchange.Handler handler) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.channelType())
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        Connection connection = new Connection(handler);
                        channel.pipeline()
                                .addLast(
                                        connection.readClock(),
                                        new HttpRequestDecoder(),
                                        new HttpResponseEncoder(),
                                        new BodyCollector(MAX_BODY_BYTES),
                                        connection);
                    }
                });
        try {
            listener = bootstrap.bind(host, port).sync().channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while binding the " + name + " port.", e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The simulator's " + name + " port " + port + " on " + host
                            + " cannot be used: it is taken or not allowed; give another one, or 0 for a free one.",
                    e);
        }
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
}
