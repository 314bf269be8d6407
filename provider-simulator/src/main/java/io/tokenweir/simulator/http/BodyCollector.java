package io.tokenweir.simulator.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpContentException;

/**
 * Joins the parts of a request. One with a larger body than the server takes goes on without any, marked by a
 * {@link TooLongHttpContentException}, so that it is refused in the words of whose path it is; the rest of its body is read
 * and forgotten, since clients read no answer before they have written all.
 */
final class BodyCollector extends HttpObjectAggregator {
    BodyCollector(int maxBodyBytes) {
        super(maxBodyBytes);
    }

    /** Whoever waits for leave to send a body gets it, however large the body is. */
    @Override
    protected Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        return super.newContinueResponse(start, Integer.MAX_VALUE, pipeline);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        HttpRequest request = (HttpRequest) oversized;
        DefaultFullHttpRequest bare = new DefaultFullHttpRequest(
                request.protocolVersion(), request.method(), request.uri(), Unpooled.EMPTY_BUFFER);
        bare.headers().set(request.headers());
        bare.setDecoderResult(DecoderResult.failure(new TooLongHttpContentException("the body is too large")));
        ctx.fireChannelRead(bare);
    }
}
