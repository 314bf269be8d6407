package io.tokenweir.provision.http;

import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/** One connection: a request after the other, each answer whole before the next. Confined to the event loop. */
final class Connection extends SimpleChannelInboundHandler<HttpObject> {
    /** No answer of a sign-up is that long; one without end must not fill the memory. */
    private static final int LONGEST_BODY_BYTES = 8 << 20;

    private final Channel channel;
    private final Consumer<Connection> whenFree;
    private Exchange exchange;
    private HttpResponse head;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    private long freeSinceNanos;

    /** @param whenFree is told when the connection can take another request */
    Connection(Channel channel, Consumer<Connection> whenFree) {
        this.channel = channel;
        this.whenFree = whenFree;
    }

    void send(Exchange next, String userAgent) {
        exchange = next;
        next.travelsOn(this);
        try {
            channel.writeAndFlush(next.request(channel, userAgent)).addListener(written -> {
                if (!written.isSuccess()) {
                    broke(because(written.cause()));
                }
            });
        } catch (IllegalArgumentException e) {
            broke(new NoAnswerException("the request has a header that is not allowed", e));
        }
    }

    boolean isOpen() {
        return channel.isActive();
    }

    void close() {
        channel.close();
    }

    long freeSinceNanos() {
        return freeSinceNanos;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            broke(new NoAnswerException(
                    "the answer is no HTTP", part.decoderResult().cause()));
            return;
        }
        if (exchange == null) {
            close(); // nobody asked: the server says good-bye
            return;
        }
        if (part instanceof HttpResponse begun) {
            head = begun;
        }
        if (part instanceof HttpContent more && head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            take(more);
        }
    }

    private void take(HttpContent more) {
        boolean last = more instanceof LastHttpContent;
        if (!last && body == Unpooled.EMPTY_BUFFER) {
            body = Unpooled.buffer();
        }
        if (body.readableBytes() + more.content().readableBytes() > LONGEST_BODY_BYTES) {
            broke(new NoAnswerException("the answer is longer than " + (LONGEST_BODY_BYTES >> 20) + " MiB"));
        } else if (last && body == Unpooled.EMPTY_BUFFER) {
            answered(more.content());
        } else {
            body.writeBytes(more.content());
            if (last) {
                answered(body);
            }
        }
    }

    private void answered(ByteBuf whole) {
        HttpHeaders headers = headers(head);
        HttpAnswer answer = new HttpAnswer(head.status().code(), headers, whole.toString(charset(headers)));
        boolean reusable = HttpUtil.isKeepAlive(head)
                && (HttpUtil.isContentLengthSet(head)
                        || HttpUtil.isTransferEncodingChunked(head)
                        || head.status().code() == 204
                        || head.status().code() == 304);
        Exchange done = exchange;
        exchange = null;
        head = null;
        body = Unpooled.EMPTY_BUFFER;
        if (reusable) {
            freeSinceNanos = System.nanoTime();
            whenFree.accept(this);
        } else {
            close();
        }
        done.answered(answer);
    }

    private void broke(NoAnswerException why) {
        close();
        if (exchange != null) {
            Exchange lost = exchange;
            exchange = null;
            lost.broke(why);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        broke(new NoAnswerException("the connection was closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broke(because(cause));
    }

    private static NoAnswerException because(Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        return root instanceof SSLException
                ? new NoAnswerException("TLS failed: " + root.getMessage(), root)
                : new NoAnswerException("the connection broke", root);
    }

    private static HttpHeaders headers(HttpResponse head) {
        Map<String, List<String>> byName = new HashMap<>();
        head.headers()
                .iteratorAsString()
                .forEachRemaining(header -> byName.computeIfAbsent(
                                header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                        .add(header.getValue()));
        return HttpHeaders.of(byName, (name, value) -> true);
    }

    /** A charset that is unknown here is read as what the web mostly is. */
    private static Charset charset(HttpHeaders headers) {
        return headers.firstValue("content-type")
                .map(type -> HttpUtil.getCharset(type, StandardCharsets.UTF_8))
                .orElse(StandardCharsets.UTF_8);
    }
}
