package io.tokenweir.simulator.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** The exchange of a {@link Connection}. */
final class OpenExchange implements Exchange {
    private final Connection connection;
    private final Channel channel;
    private final ChannelHandlerContext belowEncoder;
    private final StraightWriter straight;
    private final Request request;
    private final boolean headOnly;
    private final boolean keepAlive;
    private Runnable closedAction = () -> {};
    private boolean closed;

    /** @param headOnly whether only the headers of the answer are wanted: {@code HEAD} */
    OpenExchange(Connection connection, Channel channel, Request request, boolean headOnly, boolean keepAlive) {
        this.connection = connection;
        this.channel = channel;
        this.belowEncoder = channel.pipeline().context(HttpResponseEncoder.class);
        this.straight = new StraightWriter(channel);
        this.request = request;
        this.headOnly = headOnly;
        this.keepAlive = keepAlive;
    }

    Channel channel() {
        return channel;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public boolean keepAlive() {
        return keepAlive;
    }

    @Override
    public void respond(Response response) {
        if (!loop().inEventLoop()) {
            loop().execute(() -> respond(response));
            return;
        }
        DefaultFullHttpResponse message = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(response.body()));
        response.headers().forEach(message.headers()::set);
        if (!message.headers().contains(HttpHeaderNames.DATE)) {
            message.headers().set(HttpHeaderNames.DATE, HttpDate.now());
        }
        message.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        if (!keepAlive) {
            message.headers().set(HttpHeaderNames.CONNECTION, "close");
        }
        channel.writeAndFlush(message, channel.voidPromise());
        connection.answered(this);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int sent = straight.write(bytes, offset, length);
        if (sent < length) {
            belowEncoder.writeAndFlush(
                    channel.alloc().directBuffer(length - sent).writeBytes(bytes, offset + sent, length - sent),
                    channel.voidPromise());
        }
    }

    @Override
    public void finish() {
        connection.answered(this);
    }

    @Override
    public void abort(boolean reset) {
        if (reset) {
            // A socket that may not linger is closed by a reset instead of a farewell.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
    }

    @Override
    public void onClosed(Runnable action) {
        if (!loop().inEventLoop()) {
            loop().execute(() -> onClosed(action));
        } else if (closed) {
            action.run();
        } else {
            closedAction = action;
        }
    }

    void closedByClient() {
        closed = true;
        closedAction.run();
    }
}
