package io.tokenweir.tap.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the upstream that belongs to one of the application's: made when it is needed, and ended with it. Passes
 * answers on as they come, then shows them to the call that is watched. Lives on the application's event loop.
 */
final class UpstreamSide extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamSide.class);

    /** Of a request that waits for a connection. */
    private static final int MOST_QUEUED_BYTES = 128 * 1024;

    private enum State {
        IDLE,
        HEAD,
        BODY,
        TUNNEL
    }

    private final Proxy proxy;
    private final ClientSide client;
    private final EventLoop loop;
    private final BodyFraming framing = new BodyFraming();
    private final Queue<ByteBuf> queue = new ArrayDeque<>();
    private int queuedBytes;
    private State state = State.IDLE;
    private Channel channel;
    private boolean connecting;
    private boolean ready;
    private boolean reset;
    private boolean gone;
    private boolean unflushed;
    private boolean toHead;
    private boolean lastOnConnection;
    private WatchedCall call;
    /** Start of a head that is not whole yet. */
    private ByteBuf waiting;

    UpstreamSide(Proxy proxy, ClientSide client, EventLoop loop) {
        this.proxy = proxy;
        this.client = client;
        this.loop = loop;
    }

    /** A request goes out. */
    void begin(ByteBuf head, boolean isHead, WatchedCall watched) {
        call = watched;
        toHead = isHead;
        state = State.HEAD;
        if (ready && call != null) {
            call.sent(System.nanoTime());
        }
        send(head);
        if (!ready && !connecting) {
            connect();
        }
    }

    /** More of a request, or of a tunnel. */
    void send(ByteBuf bytes) {
        if (ready) {
            unflushed = true;
            channel.write(bytes, channel.voidPromise());
        } else if (connecting || state == State.HEAD) {
            queue.add(bytes);
            queuedBytes += bytes.readableBytes();
        } else {
            bytes.release();
        }
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /** Whether more of the request should wait. */
    boolean isFull() {
        return ready ? !channel.isWritable() : queuedBytes > MOST_QUEUED_BYTES;
    }

    /** Whether the application takes more of the answer. */
    void read(boolean on) {
        if (channel != null && channel.config().isAutoRead() != on) {
            channel.config().setAutoRead(on);
        }
    }

    private void connect() {
        connecting = true;
        proxy.names()
                .find()
                .whenComplete((found, failure) -> loop.execute(() -> {
                    if (gone) {
                        return;
                    }
                    if (failure != null) {
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        failed(cause.getMessage());
                    } else {
                        connect(proxy.names().next(found), found.tookNanos());
                    }
                }));
    }

    private void connect(InetSocketAddress address, long dnsNanos) {
        long begin = System.nanoTime();
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(proxy.channelType())
                .option(ChannelOption.TCP_NODELAY, true)
                // An upstream that answers early and closes is still to be read.
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        proxy.plan().connectTimeout().toMillis())
                .handler(this);
        ChannelFuture future = bootstrap.connect(address);
        channel = future.channel();
        future.addListener(done -> {
            if (gone) {
                channel.close();
            } else if (!done.isSuccess()) {
                failed(done.cause().getMessage());
            } else {
                secure(dnsNanos, System.nanoTime() - begin);
            }
        });
    }

    private void secure(long dnsNanos, long tcpNanos) {
        if (proxy.tls() == null) {
            ready(dnsNanos, tcpNanos, 0);
            return;
        }
        long begin = System.nanoTime();
        Upstream to = proxy.plan().upstream();
        SslHandler tls = proxy.tls().newHandler(channel.alloc(), to.host(), to.port());
        var parameters = tls.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.engine().setSSLParameters(parameters);
        tls.setHandshakeTimeoutMillis(proxy.plan().connectTimeout().toMillis());
        channel.pipeline().addFirst(tls);
        tls.handshakeFuture().addListener(done -> {
            if (gone) {
                channel.close();
            } else if (!done.isSuccess()) {
                failed("TLS: " + done.cause().getMessage());
            } else {
                ready(dnsNanos, tcpNanos, System.nanoTime() - begin);
            }
        });
    }

    private void ready(long dnsNanos, long tcpNanos, long tlsNanos) {
        connecting = false;
        ready = true;
        if (call != null) {
            call.connected(dnsNanos, tcpNanos, tlsNanos);
            call.sent(System.nanoTime());
        }
        for (ByteBuf bytes = queue.poll(); bytes != null; bytes = queue.poll()) {
            channel.write(bytes, channel.voidPromise());
        }
        queuedBytes = 0;
        channel.flush();
        client.keepReading();
    }

    private void failed(String why) {
        connecting = false;
        releaseQueue();
        if (channel != null) {
            channel.close();
        }
        channel = null;
        state = State.IDLE;
        end(CallEnd.CONNECT_FAILED, why);
        client.unreachable(why == null ? "no reason was given" : why);
    }

    /** The application is gone, or has been answered otherwise. */
    void abandon(String why) {
        if (gone) {
            return;
        }
        gone = true;
        releaseQueue();
        dropWaiting();
        end(CallEnd.CLIENT_LEFT, why);
        if (channel != null) {
            channel.close();
        }
    }

    /** There is one pipeline at a time, but after a failed connection another. */
    @Override
    public boolean isSharable() {
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        long now = System.nanoTime();
        ByteBuf in = (ByteBuf) message;
        if (waiting != null) {
            in = context.alloc().buffer(waiting.readableBytes() + in.readableBytes());
            in.writeBytes(waiting).writeBytes((ByteBuf) message);
            ((ByteBuf) message).release();
            dropWaiting();
        }
        try {
            int at = in.readerIndex();
            int to = in.writerIndex();
            while (at < to && at >= 0 && !gone) {
                at = switch (state) {
                    case HEAD -> head(in, at, now);
                    case BODY -> body(in, at, now);
                    case TUNNEL -> {
                        pass(in, at, to);
                        yield to;
                    }
                    default -> nobodyAsked();
                };
            }
        } finally {
            in.release();
        }
    }

    private int nobodyAsked() {
        channel.close();
        return -1;
    }

    /** Passes a head on, with what of its body came along; -1 when it is not whole yet. */
    private int head(ByteBuf in, int at, long now) {
        int end = Head.end(in, at);
        if (end < 0 && in.writerIndex() - at <= Head.MAX_BYTES) {
            waiting = in.retainedSlice(at, in.writerIndex() - at);
            return -1;
        }
        ResponseHead head;
        try {
            if (end < 0 || end - at > Head.MAX_BYTES) {
                throw new BadHeadException(502, "its head is longer than " + Head.MAX_BYTES + " bytes");
            }
            head = ResponseHead.read(in, at, end);
            if (!head.isInterim() && !head.switchesProtocols()) {
                head.frame(framing, toHead);
            }
        } catch (BadHeadException e) {
            end(CallEnd.MALFORMED, e.getMessage());
            client.unreadable(e.getMessage());
            return -1;
        }
        if (head.isInterim()) {
            pass(in, at, end);
            return end;
        }
        if (head.switchesProtocols()) {
            return tunnel(in, at);
        }
        state = State.BODY;
        lastOnConnection = head.endsConnection();
        Map<String, String> instead = call == null ? Map.of() : call.answerHeaders(now);
        int to = framing.take(in, end, in.writerIndex());
        if (instead.isEmpty() && head.passesWhole()) {
            pass(in, at, to);
        } else {
            Channel out = client.channel();
            out.write(Head.bytes(out.alloc(), head.toClient(instead)), out.voidPromise());
            pass(in, end, to);
        }
        passed(in, at, to, now);
        return to;
    }

    private int tunnel(ByteBuf in, int at) {
        state = State.TUNNEL;
        pass(in, at, in.writerIndex());
        end(CallEnd.COMPLETE, "the connection became something else");
        client.tunnel();
        return in.writerIndex();
    }

    private int body(ByteBuf in, int at, long now) {
        int to = framing.take(in, at, in.writerIndex());
        if (framing.isFailed()) {
            // The application is to see what is wrong as it is; nobody knows where it ends.
            framing.toEnd();
            to = in.writerIndex();
        }
        pass(in, at, to);
        passed(in, at, to, now);
        return to;
    }

    /** Writes bytes to the application, without a copy. */
    private void pass(ByteBuf in, int from, int to) {
        Channel out = client.channel();
        boolean all = from == in.readerIndex() && to == in.writerIndex();
        ByteBuf bytes = all ? in.retain() : in.retainedSlice(from, to - from);
        out.writeAndFlush(bytes, out.voidPromise());
        if (!out.isWritable()) {
            read(false);
        }
    }

    /** Bytes are on their way: time to look at them. */
    private void passed(ByteBuf in, int from, int to, long now) {
        if (call != null) {
            call.answerBytes(in, from, to, now);
        }
        if (framing.isOver() && state == State.BODY) {
            state = State.IDLE;
            end(CallEnd.COMPLETE, null);
            client.answered(lastOnConnection);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        client.keepReading();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ready = false;
        if (gone || connecting) {
            return;
        }
        gone = true;
        dropWaiting();
        if (state == State.BODY && !reset && framing.connectionEnded()) {
            end(CallEnd.COMPLETE, null);
        } else {
            end(reset ? CallEnd.RESET : CallEnd.CLOSED, reset ? "the upstream broke the connection" : null);
        }
        client.upstreamEnded();
    }

    private void end(CallEnd how, String detail) {
        if (call != null) {
            WatchedCall ended = call;
            call = null;
            ended.ended(how, detail, System.nanoTime());
        }
    }

    private void releaseQueue() {
        queue.forEach(ByteBuf::release);
        queue.clear();
        queuedBytes = 0;
    }

    private void dropWaiting() {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            // After a failed read the channel closes by itself; after a failed write there may be an answer to read.
            reset = true;
        } else {
            LOG.atDebug().log("The upstream's connection failed", cause);
            context.close();
        }
    }
}
