package io.tokenweir.load.engine;

import java.io.IOException;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;

import io.tokenweir.protocol.outcome.Transport;

/**
 * The keep-alive connection of one virtual user. Owned by the user's event loop; everything below runs there.
 *
 * <p>The instant of a read is taken first thing after the system call, before anything is looked at.
 */
final class Connection {
    private final LoadLoop loop;
    private final VirtualUser user;
    private Channel channel;
    private Target target;
    private boolean ready;

    Connection(LoadLoop loop, VirtualUser user) {
        this.loop = loop;
        this.user = user;
    }

    boolean isOpenTo(Target where) {
        return ready && target == where && channel.isActive();
    }

    /** Connects ahead of a request, unless that has been done. */
    void prepare(Target where) {
        if (!isOpenTo(where)) {
            connect(where);
        }
    }

    /** Connects; tells the user by {@link VirtualUser#connected} or {@link VirtualUser#exchangeEnded}. */
    void connect(Target where) {
        if (channel != null && !ready && target == where) {
            // On its way already.
            return;
        }
        close();
        target = where;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.executor())
                .channel(loop.channelType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        loop.run().timeouts().connect().toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        initialise(fresh);
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
                channel = null;
                user.exchangeEnded(
                        Transport.CONNECT_FAILED, String.valueOf(done.cause().getMessage()), System.nanoTime());
            } else if (target.tls() == null) {
                ready = true;
                user.connected();
            }
        });
    }

    /** Sends a request; the instant given to the attempt is taken right before the bytes go to the socket. */
    void send(byte[] head, byte[] body, Attempt attempt) {
        ByteBuf out = channel.alloc().ioBuffer(head.length + body.length);
        out.writeBytes(head).writeBytes(body);
        attempt.sentAt(System.nanoTime());
        channel.writeAndFlush(out, channel.voidPromise());
    }

    void close() {
        Channel old = channel;
        channel = null;
        ready = false;
        if (old != null) {
            old.close();
        }
    }

    private void initialise(Channel fresh) {
        if (target.tls() != null) {
            SslHandler tls = target.tls()
                    .newHandler(fresh.alloc(), target.host(), target.address().getPort());
            var parameters = tls.engine().getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.engine().setSSLParameters(parameters);
            fresh.pipeline().addLast(tls);
        } else {
            fresh.config().setRecvByteBufAllocator(loop.readBuffer());
        }
        fresh.pipeline().addLast(new Reads(fresh));
    }

    private final class Reads extends ChannelInboundHandlerAdapter {
        private final Channel mine;

        Reads(Channel mine) {
            this.mine = mine;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            long stamp = System.nanoTime();
            ByteBuf bytes = (ByteBuf) message;
            try {
                if (channel == mine) {
                    loop.stamped(stamp, !bytes.isWritable());
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
                user.read(scratch, length, stamp);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake && channel == mine) {
                if (handshake.isSuccess()) {
                    ready = true;
                    user.connected();
                } else {
                    close();
                    user.exchangeEnded(
                            Transport.CONNECT_FAILED,
                            "TLS: " + handshake.cause().getMessage(),
                            System.nanoTime());
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended(false, "the server closed the connection");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ended(cause instanceof IOException, String.valueOf(cause.getMessage()));
            context.close();
        }

        private void ended(boolean reset, String detail) {
            if (channel == mine && ready) {
                channel = null;
                ready = false;
                user.connectionEnded(reset, detail, System.nanoTime());
            }
        }
    }
}
