package io.tokenweir.load.engine;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

import io.tokenweir.protocol.http.HttpResponseReader;

/** Asks a proxy for a tunnel (CONNECT) when the connection to it is up, and takes itself away when it has one. */
final class ProxyTunnel extends ChannelInboundHandlerAdapter {
    /** Told on the event loop, once. */
    interface Listener {
        void open(long nanos);

        void refused(String why);
    }

    private final Target target;
    private final Listener listener;
    private final HttpResponseReader answer = new HttpResponseReader();
    private long askedNanos;
    private boolean over;

    ProxyTunnel(Target target, Listener listener) {
        this.target = target;
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String place =
                (target.host().indexOf(':') < 0 ? target.host() : '[' + target.host() + ']') + ':' + target.port();
        String credentials = target.proxy().credentials();
        String request = "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n"
                + (credentials == null ? "" : "Proxy-Authorization: " + credentials + "\r\n") + "\r\n";
        askedNanos = System.nanoTime();
        context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), request));
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            byte[] one = new byte[1];
            // byte by byte: what follows the head belongs to the tunnel
            while (bytes.isReadable() && !over && !answer.headersComplete() && answer.failure() == null) {
                bytes.readBytes(one);
                answer.feed(one, 0, 1, (b, o, l) -> {});
            }
            judge(context, bytes);
        } finally {
            ReferenceCountUtil.release(bytes);
        }
    }

    private void judge(ChannelHandlerContext context, ByteBuf rest) {
        if (over) {
            return;
        }
        if (answer.failure() != null) {
            end();
            listener.refused("the proxy " + target.proxy() + " does not speak HTTP");
        } else if (answer.headersComplete()) {
            end();
            if (answer.status() >= 300) {
                listener.refused("the proxy " + target.proxy() + " refused the tunnel with status " + answer.status());
            } else if (rest.isReadable()) {
                listener.refused("the proxy " + target.proxy() + " sent bytes before the tunnel was used: "
                        + rest.toString(StandardCharsets.US_ASCII)
                                .lines()
                                .findFirst()
                                .orElse(""));
            } else {
                context.pipeline().remove(this);
                listener.open(System.nanoTime() - askedNanos);
            }
        }
    }

    private void end() {
        over = true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!over) {
            over = true;
            listener.refused("the proxy " + target.proxy() + " closed the connection");
        }
        context.fireChannelInactive();
    }
}
