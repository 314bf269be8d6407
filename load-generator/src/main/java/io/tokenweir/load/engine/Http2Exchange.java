package io.tokenweir.load.engine;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;

import io.tokenweir.protocol.http.RequestHead;

/**
 * HTTP/2 on the connection of one virtual user, one stream at a time. An answer is handed on in the form of HTTP/1.1, each
 * DATA frame as one chunk, so that there is one reader, and one set of rules about whole and broken answers, for both.
 * Owned by the user's event loop.
 */
final class Http2Exchange extends Http2ChannelDuplexHandler {
    private static final int WINDOW = 1 << 20;
    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** HTTP/1.1's own, which say nothing of an HTTP/2 answer. */
    private static final Set<String> LEFT_OUT =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive");

    private final Target target;
    private final Exchange exchange;
    private final byte[] scratch;
    private final LongSupplier readStamp;
    private final Http2FrameCodec codec = Http2FrameCodecBuilder.forClient()
            .initialSettings(Http2Settings.defaultSettings().pushEnabled(false).initialWindowSize(WINDOW))
            // An answer that is given up must not hold its connection open.
            .gracefulShutdownTimeoutMillis(0)
            .build();
    private ChannelHandlerContext context;
    private Http2FrameStream stream;
    private boolean headersCame;
    private boolean goingAway;
    private int filled;

    /**
     * @param scratch the loop's, free during a call
     * @param readStamp when the bytes were read that frames are made of
     */
    Http2Exchange(Target target, Exchange exchange, byte[] scratch, LongSupplier readStamp) {
        this.target = target;
        this.exchange = exchange;
        this.scratch = scratch;
        this.readStamp = readStamp;
    }

    /** Goes in front of the last handler, which hears of ends and failures. */
    void install(ChannelPipeline pipeline) {
        pipeline.addBefore(Connection.READS, "http2", codec);
        pipeline.addBefore(Connection.READS, "exchange", this);
    }

    @Override
    protected void handlerAdded0(ChannelHandlerContext added) {
        context = added;
    }

    boolean takesRequests() {
        return !goingAway;
    }

    /** What still comes belongs to nobody. */
    void letGo() {
        stream = null;
    }

    void send(RequestHead head, String traceparent, String requestId, byte[] body, Attempt attempt) {
        Http2Headers headers = new DefaultHttp2Headers()
                .method(head.method())
                .scheme(target.tls() == null ? "http" : "https")
                .authority(target.authority())
                .path(head.path());
        for (Map.Entry<String, String> header : head.headers().entrySet()) {
            headers.add(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
        }
        headers.set("traceparent", traceparent);
        headers.set("x-client-request-id", requestId);
        headers.set("content-length", Integer.toString(body.length));
        stream = newStream();
        headersCame = false;
        attempt.sentAt(System.nanoTime());
        context.write(new DefaultHttp2HeadersFrame(headers, false).stream(stream));
        context.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true).stream(stream));
    }

    @Override
    public void channelRead(ChannelHandlerContext reader, Object message) {
        long stamp = readStamp.getAsLong();
        try {
            if (message instanceof Http2HeadersFrame frame && frame.stream() == stream) {
                headers(frame, stamp);
            } else if (message instanceof Http2DataFrame frame && frame.stream() == stream) {
                data(frame, stamp);
            } else if (message instanceof Http2ResetFrame frame && frame.stream() == stream) {
                exchange.connectionEnded(true, "the server reset the stream, error " + frame.errorCode(), stamp);
            } else if (message instanceof Http2GoAwayFrame) {
                goingAway = true;
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void headers(Http2HeadersFrame frame, long stamp) {
        filled = 0;
        CharSequence status = frame.headers().status();
        if (headersCame) {
            end(frame.isEndStream(), stamp);
        } else if (status == null || status.length() != 3 || status.charAt(0) != '1') {
            headersCame = true;
            StringBuilder head =
                    new StringBuilder(256).append("HTTP/1.1 ").append(status).append(" \r\n");
            for (Map.Entry<CharSequence, CharSequence> header : frame.headers()) {
                String name = header.getKey().toString();
                if (!name.startsWith(":") && !LEFT_OUT.contains(name)) {
                    head.append(name).append(": ").append(header.getValue()).append("\r\n");
                }
            }
            append(head.append("transfer-encoding: chunked\r\n\r\n"));
            end(frame.isEndStream(), stamp);
        }
    }

    private void data(Http2DataFrame frame, long stamp) {
        filled = 0;
        ByteBuf content = frame.content();
        int length = content.readableBytes();
        if (length > 0) {
            append(Integer.toHexString(length));
            append("\r\n");
            content.readBytes(scratch, filled, length);
            filled += length;
            append("\r\n");
        }
        end(frame.isEndStream(), stamp);
        if (context.channel().isActive()) {
            context.write(new DefaultHttp2WindowUpdateFrame(frame.initialFlowControlledBytes()).stream(frame.stream()));
        }
    }

    private void end(boolean last, long stamp) {
        if (last) {
            System.arraycopy(END, 0, scratch, filled, END.length);
            filled += END.length;
        }
        if (filled > 0) {
            exchange.read(scratch, filled, stamp);
        }
    }

    /** A head is limited by the codec, and a frame to 16 KiB: both fit. */
    private void append(CharSequence ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            scratch[filled++] = (byte) c;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reader) {
        reader.flush();
        reader.fireChannelReadComplete();
    }
}
