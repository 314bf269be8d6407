package io.tokenweir.simulator.serve;

import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

import io.netty.channel.EventLoop;

import io.tokenweir.simulator.answer.Answer;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.engine.Sequence;
import io.tokenweir.simulator.http.Exchange;

/**
 * One answer being written. The tokens of a round are counted first ({@link #token}), then leave as one chunk in one write
 * ({@link #write}); {@link #settle} ends the round. Everything runs on the connection's event loop.
 */
final class Generation {
    private final Exchange exchange;
    private final EventLoop loop;
    private final boolean streamed;
    private final Answer answer;
    private IntFunction<AnswerFrames> framesOf;
    private Map<String, String> headers;
    private final Punctuality punctuality;
    private final StreamTimes times;
    private final BiConsumer<Generation, String> ended;
    private AnswerFrames frames;
    private Sequence<Generation> sequence;
    private boolean begun;
    private boolean over;
    private boolean failing;
    private int failingStep = -1;
    private ServedError failure;
    /** Also read by the limiter, from other threads. */
    private volatile int steps;

    /** Steps that stand in a chunk. */
    private int composed;

    private boolean inRound;
    private int chunks;
    private Future<?> alarm;

    /**
     * @param framesOf the vendor's format, given the prompt tokens that the cache had
     * @param each takes the instants of all tokens; null: they are not wanted
     * @param ended called once, with the finish reason, with {@code error}, or with {@code client_closed}
     */
    Generation(
            Exchange exchange,
            boolean streamed,
            Answer answer,
            IntFunction<AnswerFrames> framesOf,
            Map<String, String> headers,
            Punctuality punctuality,
            TokenTimes each,
            BiConsumer<Generation, String> ended) {
        this.exchange = exchange;
        this.loop = exchange.loop();
        this.streamed = streamed;
        this.answer = answer;
        this.framesOf = framesOf;
        this.headers = headers;
        this.punctuality = punctuality;
        this.times = new StreamTimes(exchange.request().receivedNanos(), punctuality, each);
        this.ended = ended;
    }

    /** The engine's view of this answer; before anything else is called. */
    void sequence(Sequence<Generation> sequence) {
        this.sequence = sequence;
        times.sequence(sequence);
    }

    EventLoop loop() {
        return loop;
    }

    /** Tokens of all choices that were written. */
    int written() {
        return answer.tokensAfter(steps);
    }

    StreamTimes times() {
        return times;
    }

    int cachedTokens() {
        return sequence.cachedTokens();
    }

    /** Sends the headers and what stands before the first token ahead of it. */
    void begin() {
        if (streamed && !over && !begun) {
            ChunkWriter chunk = ChunkWriter.begun();
            open(chunk, 0);
            write(chunk, false);
        }
    }

    /** The answer is empty: a stop sequence came first. */
    void endAtOnce() {
        if (!over) {
            write();
            settle(0, false);
        }
    }

    /** The next token exists since {@code dueNanos}; it joins what this round writes. Whether it is the round's first. */
    boolean token(long dueNanos) {
        if (over || failing || steps >= answer.steps()) {
            return false;
        }
        times.exists(dueNanos);
        int step = steps;
        if (step == failingStep) {
            failing = true;
        } else {
            steps = step + 1;
            times.joins(dueNanos);
        }
        boolean first = !inRound;
        inRound = true;
        return first;
    }

    /** Writes what the round brought; gives the time afterwards. */
    long write() {
        boolean last = isLast();
        if (over) {
            times.held();
            return System.nanoTime();
        }
        ChunkWriter chunk = ChunkWriter.begun();
        open(chunk, times.roundDueNanos());
        if (streamed) {
            compose(chunk);
            if (failing) {
                frames.error(chunk, failure);
            } else if (last) {
                frames.end(chunk);
            }
            write(chunk, last);
        } else if (last) {
            exchange.respond(frames.whole().with(headers).with("server-timing", timing(times.roundDueNanos())));
        }
        long now = System.nanoTime();
        if (streamed || last) {
            times.written(now, !streamed);
        } else {
            times.held();
        }
        return now;
    }

    /** The round's tokens; those that the format does not show have no instant. */
    private void compose(ChunkWriter chunk) {
        int first = composed;
        composed = steps;
        for (int i = first; i < composed; i++) {
            int before = chunk.size();
            frames.token(chunk, i);
            if (chunk.size() > before) {
                times.shows(i - first);
            }
        }
        times.showsNoMore();
    }

    /**
     * The round is over, after {@code spanNanos}.
     *
     * @param limits whether the simulator is what limits
     */
    void settle(long spanNanos, boolean limits) {
        inRound = false;
        times.flushed(spanNanos, limits);
        if (!over && isLast()) {
            close();
            ended.accept(this, failing ? "error" : frames.finish());
            if (streamed) {
                exchange.finish();
            }
        }
    }

    /** Says something whenever nothing was written for so long, once the stream has begun. */
    void keepAwake(long silenceMillis) {
        int before = chunks;
        alarm = loop().schedule(
                        () -> {
                            if (!over) {
                                breakSilence(before);
                                keepAwake(silenceMillis);
                            }
                        },
                        silenceMillis,
                        TimeUnit.MILLISECONDS);
    }

    private void breakSilence(int before) {
        if (begun && chunks == before) {
            ChunkWriter chunk = ChunkWriter.begun();
            frames.silence(chunk);
            write(chunk, false);
        }
    }

    private void close() {
        over = true;
        if (alarm != null) {
            alarm.cancel(false);
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
            close();
            times.held();
            ended.accept(this, "error");
            exchange.abort(true);
        }
    }

    /** The client has gone. */
    void abandon() {
        if (!over) {
            close();
            ended.accept(this, "client_closed");
        }
    }

    private void write(ChunkWriter chunk, boolean last) {
        chunks += chunk.writeTo(exchange, last) ? 1 : 0;
    }

    /** Puts the headers, and what stands before the first token, in front of the chunk, unless they are out already. */
    private void open(ChunkWriter chunk, long dueNanos) {
        if (begun) {
            return;
        }
        begun = true;
        frames = framesOf.apply(sequence.cachedTokens());
        framesOf = null;
        if (streamed) {
            chunk.head(StreamHead.of(headers, timing(dueNanos), exchange.keepAlive()));
            // A stream is open for long, and collections copy what it holds.
            headers = null;
            frames.begin(chunk);
        }
    }

    private String timing(long dueNanos) {
        return StreamHead.timing(times, dueNanos, punctuality, System.nanoTime());
    }
}
