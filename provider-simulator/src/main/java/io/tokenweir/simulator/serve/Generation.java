package io.tokenweir.simulator.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

import io.netty.channel.EventLoop;

import io.tokenweir.simulator.answer.Answer;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.engine.Sequence;
import io.tokenweir.simulator.http.Exchange;

/**
 * One answer being written. The tokens of a round gather in one chunk ({@link #token}), which leaves in one write and one
 * flush ({@link #write}); {@link #settle} ends the round. Everything runs on the connection's event loop. A token's
 * lateness is the time from its due instant to the return of the write.
 */
final class Generation {
    private static final byte[] NOTHING = new byte[0];

    private final Exchange exchange;
    private final boolean streamed;
    private final Answer answer;
    private final IntFunction<AnswerFrames> framesOf;
    private final Map<String, String> headers;
    private final Punctuality punctuality;
    private final TokenTimes times;
    private final BiConsumer<Generation, String> ended;
    private final ChunkWriter chunk = new ChunkWriter();
    private AnswerFrames frames;
    private Sequence<Generation> sequence;
    private byte[] head = NOTHING;
    private boolean begun;
    private boolean over;
    private boolean failing;
    private int failingStep = -1;
    private ServedError failure;
    /** Also read by the limiter, from other threads. */
    private volatile int steps;

    /** Due instants of the tokens of this round that the client can see. */
    private long[] due = new long[2];

    private int dueCount;
    private boolean inRound;
    private long roundLatenessNanos;
    private long firstNanos = -1;
    private long lastNanos = -1;
    private long firstDueNanos = -1;
    private long maxLatenessNanos;
    private long flushSpanNanos;

    /**
     * @param framesOf the vendor's format, given the prompt tokens that the cache had
     * @param times takes the instants of all tokens; null: they are not wanted
     * @param ended called once, with the finish reason, with {@code error}, or with {@code client_closed}
     */
    Generation(
            Exchange exchange,
            boolean streamed,
            Answer answer,
            IntFunction<AnswerFrames> framesOf,
            Map<String, String> headers,
            Punctuality punctuality,
            TokenTimes times,
            BiConsumer<Generation, String> ended) {
        this.exchange = exchange;
        this.streamed = streamed;
        this.answer = answer;
        this.framesOf = framesOf;
        this.headers = headers;
        this.punctuality = punctuality;
        this.times = times;
        this.ended = ended;
    }

    /** The engine's view of this answer; before anything else is called. */
    void sequence(Sequence<Generation> sequence) {
        this.sequence = sequence;
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

    /** The longest flush span of a round that this answer had a part in. */
    long flushSpanNanos() {
        return flushSpanNanos;
    }

    long roundLatenessNanos() {
        return roundLatenessNanos;
    }

    boolean saturated() {
        return punctuality.isLate(maxLatenessNanos);
    }

    TokenTimes times() {
        return times;
    }

    int cachedTokens() {
        return sequence.cachedTokens();
    }

    /** Time from the request's arrival at the engine until it got its place; -1 when it never did. */
    long queueNanos() {
        return sequence.startedNanos() < 0 ? -1 : sequence.startedNanos() - sequence.submittedNanos();
    }

    /** Time from there to the instant at which the first token existed; -1 when none did. */
    long prefillNanos() {
        return firstDueNanos < 0 ? -1 : firstDueNanos - sequence.startedNanos();
    }

    /** Sends the headers and what stands before the first token ahead of it. */
    void begin() {
        if (streamed && !over && !begun) {
            open(0);
            writeChunk(false);
        }
    }

    /** The answer is empty: a stop sequence came first. */
    void endAtOnce() {
        if (!over) {
            open(0);
            write();
            settle(0);
        }
    }

    /** The next token exists since {@code dueNanos}; it joins what this round writes. Whether it is the round's first. */
    boolean token(long dueNanos) {
        if (over || failing || steps >= answer.steps()) {
            return false;
        }
        firstDueNanos = firstDueNanos < 0 ? dueNanos : firstDueNanos;
        open(dueNanos);
        if (steps == failingStep) {
            failing = true;
            return joinsRound();
        }
        int before = chunk.bytes();
        if (streamed) {
            frames.token(chunk, steps);
        }
        steps = steps + 1;
        if (chunk.bytes() > before || !streamed) {
            due = dueCount == due.length ? Arrays.copyOf(due, 2 * dueCount) : due;
            due[dueCount++] = dueNanos;
        }
        return joinsRound();
    }

    private boolean joinsRound() {
        boolean first = !inRound;
        inRound = true;
        return first;
    }

    /** Writes what the round brought; gives the time afterwards. */
    long write() {
        boolean last = isLast();
        if (over) {
            return System.nanoTime();
        }
        if (streamed) {
            if (failing) {
                frames.error(chunk, failure);
            } else if (last) {
                frames.end(chunk);
            }
            writeChunk(last);
        } else if (last) {
            exchange.respond(frames.whole().with(headers).with("server-timing", serverTiming(due[0])));
        }
        long now = System.nanoTime();
        note(now, last);
        return now;
    }

    private void note(long now, boolean last) {
        roundLatenessNanos = 0;
        if (!streamed && !last) {
            dueCount = 0;
            return;
        }
        long since = now - exchange.request().receivedNanos();
        int from = streamed ? 0 : Math.max(0, dueCount - 1);
        for (int i = from; i < dueCount; i++) {
            long late = now - due[i];
            roundLatenessNanos = Math.max(roundLatenessNanos, late);
            if (times != null) {
                times.add(since, late);
            }
        }
        maxLatenessNanos = Math.max(maxLatenessNanos, roundLatenessNanos);
        if (dueCount > 0) {
            firstNanos = firstNanos < 0 ? since : firstNanos;
            lastNanos = since;
        }
        dueCount = 0;
    }

    /** The round is over, after {@code spanNanos}. */
    void settle(long spanNanos) {
        inRound = false;
        flushSpanNanos = Math.max(flushSpanNanos, spanNanos);
        if (!over && isLast()) {
            over = true;
            ended.accept(this, failing ? "error" : frames.finish());
            if (streamed) {
                exchange.finish();
            }
        }
    }

    /** Instead of what comes after {@code steps} steps, the stream will tell of an error. To be called before it begins. */
    void failAfter(int steps, ServedError error) {
        failingStep = steps;
        failure = error;
    }

    private boolean isLast() {
        return failing || steps == answer.steps();
    }

    /** Its own format has failed: the connection ends. */
    void crash() {
        if (!over) {
            over = true;
            ended.accept(this, "error");
            exchange.abort(true);
        }
    }

    /** The client has gone. */
    void abandon() {
        if (!over) {
            over = true;
            ended.accept(this, "client_closed");
        }
    }

    private void writeChunk(boolean last) {
        if (head.length > 0 || last || !chunk.isEmpty()) {
            exchange.write(chunk.toBuffer(exchange.allocator(), head, last));
            head = NOTHING;
        }
    }

    /** Puts the headers, and what stands before the first token, in front of the chunk, unless they are out already. */
    private void open(long dueNanos) {
        if (begun) {
            return;
        }
        begun = true;
        frames = framesOf.apply(sequence.cachedTokens());
        if (streamed) {
            head = head(dueNanos);
            frames.begin(chunk);
        }
    }

    /** Where the time went until the first token, in ms, and whether the simulator itself was late lately. */
    private String serverTiming(long dueNanos) {
        long now = System.nanoTime();
        StringBuilder timing = new StringBuilder(80);
        if (queueNanos() >= 0) {
            timing.append("queue;dur=").append(millis(queueNanos()));
        }
        if (firstDueNanos >= 0) {
            timing.append(", prefill;dur=").append(millis(prefillNanos()));
            timing.append(", lateness;dur=").append(millis(now - dueNanos));
        }
        if (punctuality.saturated(now)) {
            timing.append(timing.length() == 0 ? "" : ", ")
                    .append("saturated;dur=")
                    .append(millis(punctuality.worstNanos(now)));
        }
        return timing.toString();
    }

    /** Milliseconds with three digits; a formatter would cost more than the rest of the headers. */
    private static String millis(long nanos) {
        long micros = Math.max(0, nanos) / 1_000;
        String digits = Long.toString(1_000 + micros % 1_000);
        return micros / 1_000 + "." + digits.substring(1);
    }

    private byte[] head(long dueNanos) {
        StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\n"
                + "content-type: text/event-stream; charset=utf-8\r\n"
                + "cache-control: no-cache\r\n"
                + "transfer-encoding: chunked\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        String timing = serverTiming(dueNanos);
        if (!timing.isEmpty()) {
            text.append("server-timing: ").append(timing).append("\r\n");
        }
        if (!exchange.keepAlive()) {
            text.append("connection: close\r\n");
        }
        return text.append("\r\n").toString().getBytes(UTF_8);
    }
}
