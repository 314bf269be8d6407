package io.tokenweir.simulator.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.function.BiConsumer;

import io.netty.channel.EventLoop;

import io.tokenweir.simulator.answer.Answer;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Exchange;

/**
 * One answer being written: each token the engine produces becomes one chunk, one write and one flush. Everything runs on
 * the connection's event loop. A token's lateness is the time from its due instant to the return of the write.
 */
final class Generation {
    private static final byte[] NOTHING = new byte[0];

    private final Exchange exchange;
    private final boolean streamed;
    private final Answer answer;
    private final AnswerFrames frames;
    private final Map<String, String> headers;
    private final BiConsumer<Generation, String> ended;
    private final ChunkWriter chunk = new ChunkWriter();
    private int failingStep = -1;
    private ServedError failure;
    private boolean begun;
    private boolean over;
    /** Also read by the limiter, from other threads. */
    private volatile int steps;

    private long firstNanos = -1;
    private long lastNanos = -1;
    private long maxLatenessNanos;

    /** @param ended called once, with the finish reason, with {@code error}, or with {@code client_closed} */
    Generation(
            Exchange exchange,
            boolean streamed,
            Answer answer,
            AnswerFrames frames,
            Map<String, String> headers,
            BiConsumer<Generation, String> ended) {
        this.exchange = exchange;
        this.streamed = streamed;
        this.answer = answer;
        this.frames = frames;
        this.headers = headers;
        this.ended = ended;
    }

    EventLoop loop() {
        return exchange.loop();
    }

    /** Tokens of all choices that were written. */
    int written() {
        return answer.tokensAfter(steps);
    }

    long firstNanos() {
        return firstNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    long maxLatenessNanos() {
        return maxLatenessNanos;
    }

    /** Sends the headers and what stands before the first token ahead of it. */
    void begin() {
        if (streamed && !over) {
            byte[] head = open();
            exchange.write(chunk.toBuffer(exchange.allocator(), head, false));
        }
    }

    /** The answer is empty: a stop sequence came first. */
    void endAtOnce() {
        if (!over) {
            write(true);
            end(frames.finish());
        }
    }

    /** The next token exists since {@code dueNanos}. */
    void token(long dueNanos) {
        if (over) {
            return;
        }
        if (steps == failingStep) {
            fail();
            return;
        }
        boolean last = steps + 1 == answer.steps();
        write(last);
        steps = steps + 1;
        long now = System.nanoTime() - exchange.request().receivedNanos();
        long late = now + exchange.request().receivedNanos() - dueNanos;
        maxLatenessNanos = Math.max(maxLatenessNanos, late);
        if (streamed || last) {
            firstNanos = firstNanos < 0 ? now : firstNanos;
            lastNanos = now;
        }
        if (last) {
            end(frames.finish());
        }
    }

    /** Instead of what comes after {@code steps} steps, the stream will tell of an error. To be called before it begins. */
    void failAfter(int steps, ServedError error) {
        failingStep = steps;
        failure = error;
    }

    private void fail() {
        byte[] head = open();
        frames.error(chunk, failure);
        exchange.write(chunk.toBuffer(exchange.allocator(), head, true));
        exchange.finish();
        end("error");
    }

    /** The client has gone. */
    void abandon() {
        if (!over) {
            end("client_closed");
        }
    }

    private void write(boolean last) {
        if (!streamed) {
            if (last) {
                exchange.respond(frames.whole().with(headers));
            }
            return;
        }
        byte[] head = open();
        if (steps < answer.steps()) {
            frames.token(chunk, steps);
        }
        if (last) {
            frames.end(chunk);
        }
        if (head.length > 0 || !chunk.isEmpty()) {
            exchange.write(chunk.toBuffer(exchange.allocator(), head, last));
        }
        if (last) {
            over = true;
            exchange.finish();
        }
    }

    /** The headers, with what stands before the first token in the chunk, unless they are out already. */
    private byte[] open() {
        if (begun) {
            return NOTHING;
        }
        begun = true;
        frames.begin(chunk);
        return head();
    }

    private void end(String finish) {
        over = true;
        ended.accept(this, finish);
    }

    private byte[] head() {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n"
                + "content-type: text/event-stream; charset=utf-8\r\n"
                + "cache-control: no-cache\r\n"
                + "transfer-encoding: chunked\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!exchange.keepAlive()) {
            head.append("connection: close\r\n");
        }
        return head.append("\r\n").toString().getBytes(UTF_8);
    }
}
