package io.tokenweir.load;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;

/** A loopback server that answers every request with one stream of chat chunks over HTTP/2. Owns its thread. */
final class Http2Server implements AutoCloseable {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listener;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final int tokens;

    /**
     * @param keys null: without TLS
     * @param tokens of each answer; negative: one, and then the stream is reset
     */
    Http2Server(KeyManagerFactory keys, int tokens) throws SSLException {
        this.tokens = tokens;
        SslContext tls = keys == null
                ? null
                : SslContextBuilder.forServer(keys)
                        .sslProvider(SslProvider.JDK)
                        .applicationProtocolConfig(new ApplicationProtocolConfig(
                                ApplicationProtocolConfig.Protocol.ALPN,
                                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                                "h2"))
                        .build();
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.incrementAndGet();
                        if (tls != null) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        }
                        channel.pipeline()
                                .addLast(Http2FrameCodecBuilder.forServer().build(), new Answers());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((java.net.InetSocketAddress) listener.localAddress()).getPort();
    }

    int connections() {
        return connections.get();
    }

    List<Map<String, String>> requests() {
        return requests;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
    }

    private final class Answers extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Http2HeadersFrame frame) {
                Map<String, String> headers = new HashMap<>();
                frame.headers()
                        .forEach(header -> headers.put(
                                header.getKey().toString(), header.getValue().toString()));
                requests.add(headers);
            } else if (message instanceof Http2DataFrame frame && frame.isEndStream()) {
                answer(context, frame.stream());
            }
            ReferenceCountUtil.release(message);
        }

        private void answer(ChannelHandlerContext context, Http2FrameStream stream) {
            var headers = new DefaultHttp2Headers().status("200").set("content-type", "text/event-stream");
            context.write(new DefaultHttp2HeadersFrame(headers).stream(stream));
            String answer = ScriptedServer.stream(Math.abs(tokens));
            String events = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            if (tokens < 0) {
                data(context, stream, events.substring(0, events.indexOf("\n\n") + 2), false);
                context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR).stream(stream));
                return;
            }
            for (String event : events.split("(?<=\n\n)")) {
                data(context, stream, event, event.contains("[DONE]"));
            }
        }

        private void data(ChannelHandlerContext context, Http2FrameStream stream, String text, boolean last) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            context.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes), last).stream(stream));
        }
    }
}
