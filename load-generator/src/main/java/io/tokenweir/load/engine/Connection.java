package io.tokenweir.load.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.load.target.HttpChoice;
import io.tokenweir.load.target.TlsSetup;
import io.tokenweir.protocol.http.RequestHead;
import io.tokenweir.protocol.outcome.Transport;

/**
 * The keep-alive connection of one virtual user, so that there are always as many as there are requests at once: TCP, then a
 * proxy's tunnel, TLS, and HTTP/2 where they are wanted. Owned by the user's event loop; everything below runs there.
 *
 * <p>The instant of a read is taken first thing after the system call, before anything is decrypted or looked at.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Name of the handler that hears of reads, ends and failures. */
    static final String READS = "reads";

    private final LoadLoop loop;
    private final Exchange exchange;
    private Channel channel;
    private Target target;
    private Http2Exchange http2;
    private boolean ready;
    /** Of opening it; told with the first attempt that it carries. */
    private final ConnectionCosts costs = new ConnectionCosts();

    private final byte[] traceparent = new byte[RunContext.TRACEPARENT_BYTES];
    private byte[] headBytes = new byte[512];

    /** When the bytes were read that are being decrypted. */
    private long rawStampNanos;

    Connection(LoadLoop loop, Exchange exchange) {
        this.loop = loop;
        this.exchange = exchange;
    }

    boolean isOpenTo(Target where) {
        return ready && target == where && channel.isActive() && (http2 == null || http2.takesRequests());
    }

    /** Connects ahead of a request, unless that has been done. */
    void prepare(Target where) {
        if (!isOpenTo(where)) {
            connect(where);
        }
    }

    /** Connects; tells the exchange by {@link Exchange#connected} or {@link Exchange#end}. */
    void connect(Target where) {
        if (channel != null && !ready && target == where) {
            // On its way already.
            return;
        }
        close();
        target = where;
        costs.reset();
        costs.dnsNanos = target.dnsNanos();
        int patienceMillis = (int) loop.run().timeouts().connect().toMillis();
        long begin = System.nanoTime();
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.executor())
                .channel(loop.channelType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, patienceMillis)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        if (target.tls() == null && target.http() != HttpChoice.TWO) {
                            // What decrypts or cuts frames may keep the bytes; the reader of HTTP/1.1 does not.
                            fresh.config().setRecvByteBufAllocator(loop.readBuffer());
                        }
                        if (tunnels()) {
                            fresh.pipeline().addLast(new ProxyTunnel(target, new Tunnelled(fresh)));
                        }
                        fresh.pipeline().addLast(READS, new Reads(fresh));
                    }
                });
        ChannelFuture connecting = bootstrap.connect(target.address());
        Channel mine = connecting.channel();
        channel = mine;
        connecting.addListener(done -> {
            if (channel != mine) {
                return;
            }
            if (!done.isSuccess()) {
                fail(String.valueOf(done.cause().getMessage()));
                return;
            }
            costs.tcpNanos = System.nanoTime() - begin;
            if (target.tls() != null) {
                Runnable giveUp = () -> failUnlessReady(mine, patienceMillis);
                loop.executor().schedule(giveUp, patienceMillis, TimeUnit.MILLISECONDS);
            }
            if (!tunnels()) {
                secure(mine);
            }
        });
    }

    private boolean tunnels() {
        return target.proxy() != null && target.tls() != null;
    }

    private void failUnlessReady(Channel mine, int patienceMillis) {
        if (channel == mine && !ready) {
            fail("no answer to the " + (costs.proxyNanos == 0 && tunnels() ? "CONNECT" : "TLS handshake") + " within "
                    + patienceMillis + " ms");
        }
    }

    private void secure(Channel mine) {
        if (target.tls() == null) {
            if (target.http() == HttpChoice.TWO) {
                mine.pipeline().addFirst(new RawReads());
                speakHttp2(mine);
            }
            up();
            return;
        }
        SslHandler tls = target.tls().newHandler(mine.alloc(), target.host(), target.port());
        var parameters = tls.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.engine().setSSLParameters(parameters);
        mine.pipeline().addFirst(new RawReads(), tls);
    }

    private void secured(SslHandler tls, long tookNanos, Channel mine) {
        costs.tlsNanos = tookNanos;
        if ("h2".equals(tls.applicationProtocol())) {
            speakHttp2(mine);
        } else if (target.http() == HttpChoice.TWO) {
            fail("the server does not offer HTTP/2; write target.http: auto");
            return;
        }
        up();
    }

    private void speakHttp2(Channel mine) {
        http2 = new Http2Exchange(target, exchange, loop.scratch(), () -> rawStampNanos);
        http2.install(mine.pipeline());
    }

    private void up() {
        ready = true;
        exchange.connected();
    }

    private void fail(String why) {
        close();
        exchange.end(Transport.CONNECT_FAILED, why, System.nanoTime());
    }

    /** Sends a request; the instant given to the attempt is taken right before the bytes go to the socket. */
    void send(RequestHead head, LogicalRequest request, byte[] body, Attempt attempt) {
        RunContext.traceparent(request, attempt.number(), traceparent);
        attempt.http2 = http2 != null;
        costs.tellOnce(attempt.costs);
        if (http2 != null) {
            String trace = new String(traceparent, StandardCharsets.ISO_8859_1);
            http2.send(head, trace, request.requestId, body, attempt);
            return;
        }
        int most = head.mostBytes(traceparent.length, request.requestId.length());
        if (headBytes.length < most) {
            headBytes = new byte[most];
        }
        int headLength = head.write(headBytes, traceparent, request.requestId, body.length);
        ByteBuf out = loop.writeBuffer().take(headLength + body.length, channel.alloc());
        out.writeBytes(headBytes, 0, headLength).writeBytes(body);
        attempt.sentAt(System.nanoTime());
        channel.writeAndFlush(out, channel.voidPromise());
    }

    void close() {
        Channel old = channel;
        if (http2 != null) {
            http2.letGo();
        }
        channel = null;
        http2 = null;
        ready = false;
        if (old != null) {
            old.close();
        }
    }

    /** Stands before the decryption and notes when bytes were read. */
    private final class RawReads extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            rawStampNanos = System.nanoTime();
            loop.stamped(rawStampNanos, !((ByteBuf) message).isWritable());
            context.fireChannelRead(message);
        }
    }

    private final class Tunnelled implements ProxyTunnel.Listener {
        private final Channel mine;

        Tunnelled(Channel mine) {
            this.mine = mine;
        }

        @Override
        public void open(long nanos) {
            if (channel == mine) {
                costs.proxyNanos = nanos;
                secure(mine);
            }
        }

        @Override
        public void refused(String why) {
            if (channel == mine) {
                fail(why);
            }
        }
    }

    private final class Reads extends ChannelInboundHandlerAdapter {
        private final Channel mine;
        private final long createdNanos = System.nanoTime();

        Reads(Channel mine) {
            this.mine = mine;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            long stamp = System.nanoTime();
            ByteBuf bytes = (ByteBuf) message;
            try {
                if (channel == mine) {
                    if (target.tls() == null) {
                        loop.stamped(stamp, !bytes.isWritable());
                    } else {
                        stamp = rawStampNanos;
                    }
                    take(bytes, stamp);
                }
            } finally {
                ReferenceCountUtil.release(bytes);
            }
        }

        private void take(ByteBuf bytes, long stamp) {
            byte[] scratch = loop.scratch();
            while (bytes.isReadable() && channel == mine) {
                int length = Math.min(scratch.length, bytes.readableBytes());
                bytes.readBytes(scratch, 0, length);
                exchange.read(scratch, length, stamp);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake && channel == mine) {
                if (handshake.isSuccess()) {
                    long steps = costs.tcpNanos + costs.proxyNanos;
                    secured(context.pipeline().get(SslHandler.class), System.nanoTime() - createdNanos - steps, mine);
                } else {
                    fail(TlsSetup.sentence(handshake.cause(), target.host()));
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended(false, "the server closed the connection");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof Http2Exception && channel == mine && ready) {
                close();
                exchange.end(Transport.MALFORMED, "HTTP/2: " + cause.getMessage(), System.nanoTime());
            } else if (!(cause instanceof IOException || cause instanceof DecoderException)
                    && channel == mine
                    && ready) {
                // Ours, and not the server's: it must not pass for a lost connection.
                LOG.error("An answer could not be read", cause);
                close();
                exchange.end(Transport.MALFORMED, "the load generator failed to read it: " + cause, System.nanoTime());
            } else {
                ended(cause instanceof IOException, String.valueOf(cause.getMessage()));
            }
            context.close();
        }

        private void ended(boolean reset, String detail) {
            if (channel == mine && ready) {
                close();
                exchange.connectionEnded(reset, detail, System.nanoTime());
            }
        }
    }
}
