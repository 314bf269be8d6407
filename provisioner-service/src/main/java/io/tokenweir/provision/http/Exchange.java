package io.tokenweir.provision.http;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;

/** One request and what becomes of it. Confined to the event loop; its answer may be waited for anywhere. */
final class Exchange {
    private final HttpCall call;
    private final Origin origin;
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private Future<?> deadline;
    private Connection connection;

    Exchange(HttpCall call, Origin origin) {
        this.call = call;
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    CompletableFuture<HttpAnswer> answer() {
        return answer;
    }

    /** Cancelled when the exchange ends. */
    void deadline(Future<?> timer) {
        deadline = timer;
    }

    void travelsOn(Connection taken) {
        connection = taken;
    }

    boolean isOver() {
        return answer.isDone();
    }

    void answered(HttpAnswer given) {
        deadline.cancel(false);
        answer.complete(given);
    }

    /** The connection, if there is one yet, is of no more use: its next bytes may be the rest of this answer. */
    void broke(NoAnswerException why) {
        deadline.cancel(false);
        if (connection != null) {
            connection.close();
        }
        answer.completeExceptionally(why);
    }

    /** Throws {@link IllegalArgumentException} for a header that no request can have. */
    FullHttpRequest request(Channel channel, String userAgent) {
        ByteBuf body =
                call.body() == null ? Unpooled.EMPTY_BUFFER : ByteBufUtil.writeUtf8(channel.alloc(), call.body());
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(call.method()), target(call.uri()), body);
        try {
            request.headers().set(HttpHeaderNames.HOST, origin.hostHeader());
            request.headers().set(HttpHeaderNames.USER_AGENT, userAgent);
            for (Map.Entry<String, String> header : call.headers().entrySet()) {
                request.headers().set(header.getKey(), header.getValue());
            }
            if (body.isReadable() || expectsBody(call.method())) {
                request.headers().set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.readableBytes()));
            }
        } catch (IllegalArgumentException e) {
            request.release();
            throw e;
        }
        return request;
    }

    private static boolean expectsBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    private static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }
}
