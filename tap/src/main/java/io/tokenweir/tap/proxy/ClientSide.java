package io.tokenweir.tap.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of the application: takes its requests one after the other, and passes each on as it comes, or keeps it back
 * until a wall has decided. Lives on the connection's event loop.
 */
final class ClientSide extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSide.class);

    /** Of requests that came before the answer to the one before them was over. */
    private static final int MOST_AHEAD_BYTES = 128 * 1024;

    /** Of a request that waits for a wall's decision; more than any vendor takes. */
    private static final int MOST_HELD_BYTES = 64 << 20;

    /** How long a client has to read an answer that came before the end of its request. */
    private static final int LINGER_SECONDS = 2;

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private enum State {
        HEAD,
        BODY,
        /** What comes is of a request that has been answered. */
        DISCARD,
        /** What comes is no HTTP any more. */
        TUNNEL,
        CLOSING
    }

    private final Proxy proxy;
    private final SocketChannel channel;
    private final long number;
    private final BodyFraming framing = new BodyFraming();
    private final UpstreamSide upstream;
    private State state = State.HEAD;
    private RequestHead head;
    private WatchedCall call;
    private boolean answering;
    private boolean toldToContinue;
    /** Of a request that is kept back. */
    private ByteBuf held;
    /** What has come and was not looked at yet. */
    private ByteBuf waiting;

    ClientSide(Proxy proxy, SocketChannel channel, long number) {
        this.proxy = proxy;
        this.channel = channel;
        this.number = number;
        this.upstream = new UpstreamSide(proxy, this, channel.eventLoop());
    }

    Channel channel() {
        return channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (waiting == null) {
            waiting = bytes;
        } else {
            ByteBuf both = channel.alloc().buffer(waiting.readableBytes() + bytes.readableBytes());
            both.writeBytes(waiting).writeBytes(bytes);
            waiting.release();
            bytes.release();
            waiting = both;
        }
        process();
    }

    private void process() {
        while (waiting != null && waiting.isReadable() && step()) {
            // each step takes some of what waits
        }
        if (waiting != null && !waiting.isReadable()) {
            waiting.release();
            waiting = null;
        }
        upstream.flush();
        keepReading();
    }

    /** False when no more can be done until more comes, or an answer is over. */
    private boolean step() {
        switch (state) {
            case HEAD -> {
                return !answering && takeHead();
            }
            case BODY -> takeBody();
            case DISCARD -> {
                waiting.readerIndex(framing.take(waiting, waiting.readerIndex(), waiting.writerIndex()));
                if (framing.isOver()) {
                    state = State.HEAD;
                }
            }
            case TUNNEL -> upstream.send(waiting.readRetainedSlice(waiting.readableBytes()));
            default -> waiting.skipBytes(waiting.readableBytes());
        }
        return true;
    }

    private boolean takeHead() {
        while (waiting.isReadable()
                && (waiting.getByte(waiting.readerIndex()) == '\r' || waiting.getByte(waiting.readerIndex()) == '\n')) {
            // Lines between requests are passed over (RFC 9112, 2.2).
            waiting.skipBytes(1);
        }
        int end = Head.end(waiting, waiting.readerIndex());
        boolean tooLong =
                end < 0 ? waiting.readableBytes() > Head.MAX_BYTES : end - waiting.readerIndex() > Head.MAX_BYTES;
        if (tooLong) {
            refuse(431, "The head of the request is longer than " + Head.MAX_BYTES + " bytes.");
            return false;
        }
        if (end < 0) {
            return false;
        }
        try {
            head = RequestHead.read(waiting, waiting.readerIndex(), end);
            head.frame(framing);
        } catch (BadHeadException e) {
            refuse(e.status(), "The head of the request cannot be passed on. " + e.getMessage());
            return false;
        }
        waiting.readerIndex(end);
        begin();
        return true;
    }

    private void begin() {
        answering = true;
        toldToContinue = false;
        state = State.BODY;
        call = proxy.plan().watch().begins(head, channel.remoteAddress(), number, System.nanoTime());
        if (call != null && call.holdsBack()) {
            held = channel.alloc().buffer();
            if (head.expectsContinue() && !framing.isOver()) {
                toldToContinue = true;
                channel.writeAndFlush(Head.bytes(channel.alloc(), CONTINUE), channel.voidPromise());
            }
        } else {
            passHead();
        }
        requestMayBeWhole();
    }

    private void passHead() {
        String forUpstream = head.toUpstream(proxy.plan().upstream(), toldToContinue);
        upstream.begin(Head.bytes(channel.alloc(), forUpstream), head.isHead(), call);
    }

    private void takeBody() {
        int from = waiting.readerIndex();
        int to = framing.take(waiting, from, waiting.writerIndex());
        waiting.readerIndex(to);
        if (framing.isFailed()) {
            giveUp("a chunk of the request has no size");
            refuse(400, "A chunk of the request's body has no size, or is longer than it said.");
            return;
        }
        if (held == null) {
            upstream.send(waiting.retainedSlice(from, to - from));
        } else {
            held.writeBytes(waiting, from, to - from);
            if (held.readableBytes() > MOST_HELD_BYTES) {
                tooLongToHold();
                return;
            }
        }
        if (call != null) {
            call.requestBytes(waiting, from, to);
        }
        requestMayBeWhole();
    }

    private void tooLongToHold() {
        giveUp("the request is too long for a wall to look at");
        refuse(413, "The request is longer than the " + (MOST_HELD_BYTES >> 20) + " MiB that its wall looks at.");
    }

    /** Nothing of the call goes on from here. */
    private void giveUp(String why) {
        upstream.abandon(why);
        if (call != null && held != null) {
            call.ended(CallEnd.CLIENT_LEFT, why, System.nanoTime());
        }
        call = null;
    }

    private void requestMayBeWhole() {
        if (state != State.BODY || !framing.isOver()) {
            return;
        }
        state = State.HEAD;
        if (call == null) {
            return;
        }
        call.requestWhole();
        if (held == null) {
            return;
        }
        ByteBuf body = held;
        held = null;
        long now = System.nanoTime();
        byte[] refusal = call.refusal(now);
        if (refusal == null) {
            passHead();
            upstream.send(body);
            return;
        }
        body.release();
        answering = false;
        channel.writeAndFlush(channel.alloc().ioBuffer(refusal.length).writeBytes(refusal), channel.voidPromise());
        call.ended(CallEnd.REFUSED, null, now);
        call = null;
    }

    /** Answers in the upstream's place and lets go of the connection. */
    private void refuse(int status, String why) {
        boolean toHead = head != null && head.isHead();
        ByteBuf answer = channel.alloc().ioBuffer();
        answer.writeCharSequence(TapAnswer.whole(status, why, true, toHead), StandardCharsets.UTF_8);
        state = State.CLOSING;
        answering = false;
        upstream.abandon(why);
        channel.write(answer, channel.voidPromise());
        lingerAndClose(true);
    }

    /** There is no connection to the upstream. The request may be whole or not. */
    void unreachable(String why) {
        LOG.atDebug().addKeyValue("upstream", proxy.plan().upstream()).log("No connection: {}", why);
        String sentence = "It found no connection to " + proxy.plan().upstream() + ": " + why + '.';
        if (state == State.HEAD) {
            ByteBuf answer = channel.alloc().ioBuffer();
            answer.writeCharSequence(TapAnswer.whole(502, sentence, false, head.isHead()), StandardCharsets.UTF_8);
            channel.writeAndFlush(answer, channel.voidPromise());
            answered(false);
        } else {
            refuse(502, sentence);
        }
    }

    /** Nobody could read what came from the upstream, and nothing of it has gone on. */
    void unreadable(String why) {
        refuse(502, "What came from " + proxy.plan().upstream() + " is no answer: " + why + '.');
    }

    /** The answer has been passed on whole. */
    void answered(boolean lastOnConnection) {
        answering = false;
        call = null;
        if (lastOnConnection) {
            lingerAndClose(isSending());
        } else {
            process();
        }
    }

    /** From now on the two sides speak something else. */
    void tunnel() {
        state = State.TUNNEL;
        process();
    }

    /** The upstream's connection has ended: so does this one, once what was passed on is out. */
    void upstreamEnded() {
        answering = false;
        call = null;
        if (state != State.CLOSING) {
            lingerAndClose(isSending());
        }
    }

    private boolean isSending() {
        return !framing.isOver() && !framing.isFailed();
    }

    /** A client that is still sending could lose the answer if its connection were closed under it. */
    private void lingerAndClose(boolean sending) {
        state = State.CLOSING;
        channel.writeAndFlush(channel.alloc().buffer(0)).addListener((ChannelFutureListener) done -> {
            if (!sending) {
                channel.close();
            } else {
                channel.shutdownOutput();
                channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
            }
        });
        keepReading();
    }

    /** Reads on unless there is too much already that nobody takes. */
    void keepReading() {
        boolean tooMuch = waiting != null && waiting.readableBytes() > MOST_AHEAD_BYTES;
        boolean read = state == State.CLOSING || !tooMuch && !upstream.isFull();
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        upstream.read(channel.isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        giveUp("the application closed its connection");
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
        if (held != null) {
            held.release();
            held = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.atError().addKeyValue("connection", number).log("A connection of the application failed", cause);
        }
        context.close();
    }
}
