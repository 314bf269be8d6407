package io.tokenweir.simulator.http;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpContentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client connection: takes requests one after the other, in order, and stamps when each was read. */
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Exchange.Handler handler;
    private final Queue<OpenExchange> pipelined = new ArrayDeque<>();
    private OpenExchange current;
    private boolean handling;
    private long lastReadNanos;

    Connection(Exchange.Handler handler) {
        this.handler = handler;
    }

    /** Stamps reads before anything is parsed; stands first in the pipeline. */
    ChannelInboundHandlerAdapter readClock() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                lastReadNanos = System.nanoTime();
                ctx.fireChannelRead(message);
            }
        };
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest message) {
        boolean tooLarge = message.decoderResult().cause() instanceof TooLongHttpContentException;
        if (message.decoderResult().isFailure() && !tooLarge) {
            refuseUnreadable(ctx);
            return;
        }
        boolean headOnly = message.method().equals(HttpMethod.HEAD);
        Request request = new Request(
                headOnly ? HttpMethod.GET : message.method(),
                new QueryStringDecoder(message.uri()),
                message.headers(),
                tooLarge ? Request.TOO_LARGE : ByteBufUtil.getBytes(message.content()),
                ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress(),
                lastReadNanos);
        pipelined.add(new OpenExchange(this, ctx.channel(), request, headOnly, HttpUtil.isKeepAlive(message)));
        handleNext();
    }

    /** What is not HTTP gets 400 and the end of the connection; amid another answer, only the end. */
    private void refuseUnreadable(ChannelHandlerContext ctx) {
        if (current != null) {
            ctx.close();
            return;
        }
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.BAD_REQUEST,
                Unpooled.copiedBuffer("400 Bad Request", StandardCharsets.US_ASCII));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain")
                .set(HttpHeaderNames.CONNECTION, "close")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** The current exchange is answered. */
    void answered(OpenExchange exchange) {
        if (exchange != current) {
            return;
        }
        current = null;
        if (exchange.keepAlive()) {
            handleNext();
        } else {
            exchange.channel().close();
        }
    }

    /** Handles what may be handled; one that is answered at once is not inside the one before, however many there are. */
    private void handleNext() {
        if (handling) {
            return;
        }
        handling = true;
        while (current == null && !pipelined.isEmpty()) {
            current = pipelined.poll();
            handle(current);
        }
        handling = false;
    }

    private void handle(OpenExchange exchange) {
        try {
            handler.handle(exchange);
        } catch (RuntimeException e) {
            LOG.error("path={} a request failed", exchange.request().path(), e);
            exchange.respond(Response.error(500, "server_error", "The simulator failed; its log says why."));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        pipelined.clear();
        OpenExchange open = current;
        current = null;
        if (open != null) {
            open.closedByClient();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("a connection broke", cause);
        Channel channel = ctx.channel();
        channel.close();
    }
}
