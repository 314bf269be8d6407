package io.tokenweir.tap.proxy;

import java.io.File;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;

/**
 * A streaming HTTP/1.1 reverse proxy. Every connection of the application has one of its own to the upstream, on the same event
 * loop, and what ends one ends the other: so the application sees the upstream's connections as they are. Bytes go on as they
 * came, and are looked at only after that.
 *
 * <p>Owns its event loops and connections. Any thread may close it.
 */
public final class Proxy implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final ProxyPlan plan;
    private final Loops loops;
    private final UpstreamNames names;
    private final SslContext tls;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final AtomicLong numbers = new AtomicLong();
    private final Channel listener;

    /**
     * Starts to listen.
     *
     * @throws IllegalArgumentException with one sentence when that cannot be done
     */
    public Proxy(ProxyPlan plan) {
        this.plan = plan;
        tls = plan.upstream().tls() ? tls(plan) : null;
        names = new UpstreamNames(plan.upstream());
        loops = new Loops(plan.loops());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverType())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline().addLast(new ClientSide(Proxy.this, channel, numbers.getAndIncrement()));
                    }
                });
        try {
            listener = bootstrap.bind(plan.listen()).sync().channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while binding the tap's port.", e);
        } catch (Exception e) {
            close(null);
            throw new IllegalArgumentException(
                    "The tap cannot listen on " + plan.listen().getHostString() + ':'
                            + plan.listen().getPort()
                            + ": it is taken or not allowed; give another one, or port 0 for a free one.",
                    e);
        }
    }

    private static SslContext tls(ProxyPlan plan) {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK);
        try {
            if (plan.caFile() != null) {
                File file = plan.caFile().toFile();
                if (!file.canRead()) {
                    throw new IllegalArgumentException("There is no file " + file + " of certificates to read.");
                }
                builder.trustManager(file);
            }
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Its event loops. */
    public Iterable<EventExecutor> loops() {
        return loops.group();
    }

    /** Takes no new connections; those that are open go on. */
    public void stopListening() {
        listener.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    ProxyPlan plan() {
        return plan;
    }

    UpstreamNames names() {
        return names;
    }

    SslContext tls() {
        return tls;
    }

    Class<? extends SocketChannel> channelType() {
        return loops.channelType();
    }

    @Override
    public void close() {
        close(listener);
    }

    private void close(Channel open) {
        if (open != null) {
            open.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loops.close();
        names.close();
    }
}
