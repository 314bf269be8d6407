package io.tokenweir.provision.http;

import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * An HTTP/1.1 client of one thread: sockets, timers and whoever waits for an answer share it, so that a call costs no
 * hand-over. Never follows a redirect.
 *
 * <p>Connections are kept for the next call to the same origin, but only for a moment: a server that closes one just when it
 * is used again would leave a call without an answer. Thread-safe; owns its thread.
 */
public final class HttpTransport implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final long CALL_SECONDS = 15;

    /** Servers close idle connections after two seconds at the soonest (gunicorn; Node and uvicorn after five). */
    private static final long KEEP_NANOS = 1_500_000_000L;

    private final MultiThreadIoEventLoopGroup threads;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final ExecutorService lookUps;
    private final String userAgent;
    private SSLContext tls;
    /** The one that was used last comes first. */
    private final Map<Origin, Deque<Connection>> free = new HashMap<>();

    /** @param userAgent what every call says of itself */
    public HttpTransport(String threadName, String userAgent) {
        this(threadName, userAgent, null);
    }

    /** @param tls null: the JDK's, made when it is needed first */
    HttpTransport(String threadName, String userAgent, SSLContext tls) {
        boolean epoll = Epoll.isAvailable();
        this.threads = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory(threadName, true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        this.loop = threads.next();
        this.lookUps = Executors.newCachedThreadPool(new DefaultThreadFactory(threadName + "-names", true));
        this.tls = tls;
        this.userAgent = userAgent;
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true);
    }

    /** The thread, for whatever belongs beside the calls; nothing on it may block. */
    public ScheduledExecutorService loop() {
        return loop;
    }

    /** Completes on the loop; fails with {@link NoAnswerException}. */
    CompletableFuture<HttpAnswer> send(HttpCall call) {
        Exchange exchange = new Exchange(call, Origin.of(call.uri()));
        try {
            if (loop.inEventLoop()) {
                begin(exchange);
            } else {
                loop.execute(() -> begin(exchange));
            }
        } catch (RejectedExecutionException closed) {
            refuse(exchange);
        }
        return exchange.answer();
    }

    private void begin(Exchange exchange) {
        try {
            exchange.deadline(loop.schedule(
                    () -> exchange.broke(new NoAnswerException("nothing came in " + CALL_SECONDS + " s")),
                    CALL_SECONDS,
                    TimeUnit.SECONDS));
            Connection kept = kept(exchange.origin());
            if (kept == null) {
                lookUp(exchange);
            } else {
                kept.send(exchange, userAgent);
            }
        } catch (RejectedExecutionException closed) {
            refuse(exchange);
        }
    }

    private static void refuse(Exchange exchange) {
        exchange.answer().completeExceptionally(new NoAnswerException("the client is closed"));
    }

    private Connection kept(Origin origin) {
        Deque<Connection> connections = free.get(origin);
        while (connections != null && !connections.isEmpty()) {
            Connection connection = connections.poll();
            if (connection.isOpen() && System.nanoTime() - connection.freeSinceNanos() < KEEP_NANOS) {
                return connection;
            }
            connection.close();
        }
        return null;
    }

    /** Names are looked up by another thread: the JDK's resolver blocks. */
    private void lookUp(Exchange exchange) {
        Origin origin = exchange.origin();
        CompletableFuture.supplyAsync(() -> new InetSocketAddress(origin.bareHost(), origin.port()), lookUps)
                .thenAcceptAsync(address -> connect(exchange, address), loop)
                .exceptionally(failure -> {
                    refuse(exchange);
                    return null;
                });
    }

    private void connect(Exchange exchange, InetSocketAddress address) {
        if (address.isUnresolved()) {
            exchange.broke(new NoAnswerException("the name " + exchange.origin().host() + " is unknown"));
            return;
        }
        ChannelFuture connecting = bootstrap
                .clone()
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (exchange.origin().secure()) {
                            channel.pipeline().addLast(tls(exchange.origin()));
                        }
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new Connection(channel, free -> keep(exchange.origin(), free)));
                    }
                })
                .connect(address);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                exchange.broke(new NoAnswerException("no connection could be made", done.cause()));
            } else {
                connected(exchange, connecting.channel());
            }
        });
    }

    private void connected(Exchange exchange, Channel channel) {
        Connection connection = channel.pipeline().get(Connection.class);
        if (exchange.isOver()) {
            connection.close();
        } else {
            connection.send(exchange, userAgent);
        }
    }

    /** Those that nobody used for a while are at the far end. */
    private void keep(Origin origin, Connection connection) {
        Deque<Connection> connections = free.computeIfAbsent(origin, key -> new ArrayDeque<>());
        connections.push(connection);
        Connection oldest = connections.peekLast();
        if (System.nanoTime() - oldest.freeSinceNanos() >= KEEP_NANOS) {
            connections.pollLast().close();
        }
    }

    private SslHandler tls(Origin origin) {
        tls = tls == null ? defaultTls() : tls;
        SSLEngine engine = tls.createSSLEngine(origin.bareHost(), origin.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return new SslHandler(engine);
    }

    private static SSLContext defaultTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK's TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Closes every connection; calls that are under way fail. */
    @Override
    public void close() {
        lookUps.shutdownNow();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    }
}
