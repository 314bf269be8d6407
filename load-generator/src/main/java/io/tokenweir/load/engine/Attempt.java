package io.tokenweir.load.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.tokenweir.load.events.TokenChunkBuffer;
import io.tokenweir.protocol.http.HttpResponseReader;
import io.tokenweir.protocol.outcome.AnswerForm;
import io.tokenweir.protocol.outcome.AnswerJudge;
import io.tokenweir.protocol.outcome.KeptBody;
import io.tokenweir.protocol.provider.ArrivalSink;
import io.tokenweir.protocol.provider.DeltaKind;
import io.tokenweir.protocol.provider.StreamDecoder;
import io.tokenweir.protocol.sse.SseScanner;

/**
 * One HTTP exchange as the meter sees it: every read comes with the instant at which it was read, and every generated delta
 * in it arrived at that instant.
 *
 * <p>One per virtual user, used again; owned by the user's event loop. Nothing here allocates per arrival. Instants are
 * monotonic nanoseconds.
 */
final class Attempt implements HttpResponseReader.BodySink, ArrivalSink {
    /** Of a refusal. */
    private static final int MAX_BODY_BYTES = 64 * 1024;
    /** Of an answer that is no stream, as of an event of one. */
    private static final int MAX_WHOLE_BYTES = SseScanner.MAX_EVENT_BYTES;

    private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;
    private static final long NANOS_PER_MICRO = 1_000L;

    private final LoadLoop loop;
    private final HttpResponseReader reader = new HttpResponseReader();
    private final StreamDecoder decoder;
    private final long[] arrivalsByKind = new long[DeltaKind.COUNT];
    private final KeptBody body = new KeptBody();

    private UserAccount account;
    private LogicalRequest request;
    private int number;
    private boolean streaming;
    private boolean bodyBegun;
    private TokenChunkBuffer chunk;
    private long chunkOpenedNanos;
    private long chunkSecondEndNanos;

    final ConnectionCosts costs = new ConnectionCosts();
    boolean http2;
    long connectNanos;
    long startNanos;
    long pausedBeforeNanos;
    boolean sent;
    boolean anyByte;
    long headersNanos;
    long ttftNanos;
    long ttfatNanos;
    long lastArrivalNanos;
    int arrivals;
    private long readNanos;
    private long readOffsetMicros;
    private int zeroGaps;
    private int arrivalsBeforeRead;
    private long endSaidNanos;
    private boolean surplus;
    private long lastOffsetMicros;

    Attempt(LoadLoop loop, StreamDecoder decoder) {
        this.loop = loop;
        this.decoder = decoder;
    }

    /** Ready for the next exchange; its start is not known yet. */
    void begin(UserAccount who, LogicalRequest what, int attemptNumber) {
        account = who;
        request = what;
        number = attemptNumber;
        reader.reset();
        decoder.reset();
        body.clear();
        streaming = false;
        bodyBegun = false;
        costs.reset();
        endSaidNanos = 0;
        surplus = false;
        connectNanos = 0;
        sent = false;
        anyByte = false;
        headersNanos = -1;
        ttftNanos = -1;
        ttfatNanos = -1;
        lastArrivalNanos = -1;
        arrivals = 0;
        lastOffsetMicros = 0;
        Arrays.fill(arrivalsByKind, 0);
    }

    /** The request goes to the socket now. */
    void sentAt(long nanos) {
        startNanos = nanos;
        pausedBeforeNanos = loop.run().pauses().totalNanos(nanos);
        sent = true;
    }

    /** Takes what one read brought; true when the exchange is over. */
    boolean read(byte[] bytes, int length, long stampNanos) {
        if (!anyByte || stampNanos != readNanos) {
            // One read may come in several pieces: decrypted, or longer than the scratch buffer.
            arrivalsBeforeRead = arrivals;
            readOffsetMicros = (stampNanos - startNanos) / NANOS_PER_MICRO;
        }
        anyByte = true;
        readNanos = stampNanos;
        int before = arrivals;
        int used = 0;
        while (used < length && !over()) {
            int step = reader.feed(bytes, used, length - used, this);
            used += step;
            if (step == 0) {
                break;
            }
        }
        surplus = used < length;
        if (endSaidNanos == 0 && decoder.sawEnd()) {
            endSaidNanos = stampNanos;
        }
        if (headersNanos < 0 && reader.headersComplete()) {
            headersNanos = stampNanos - startNanos;
            bodyBegins(body.bytes(), 0, 0);
        }
        int count = arrivals - before;
        if (count > 0) {
            request.segment.measures().zeroGaps(request, zeroGaps);
            zeroGaps = 0;
            loop.health().arrivals(count);
            loop.run().live().arrivals.add(count);
        }
        return over();
    }

    /** The exchange needs no more bytes: the answer is whole, or can't be one. */
    private boolean over() {
        return reader.state() == HttpResponseReader.State.COMPLETE
                || reader.state() == HttpResponseReader.State.FAILED
                || decoder.malformed() != null
                || decoder.error() != null;
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
        bodyBegins(bytes, offset, length);
        if (streaming) {
            decoder.feed(bytes, offset, length, this);
            if (request.keepsAnswer) {
                body.keep(bytes, offset, length, MAX_ANSWER_BYTES);
            }
        } else {
            boolean answered = reader.status() < 300;
            int whole = request.keepsAnswer ? MAX_ANSWER_BYTES : MAX_WHOLE_BYTES;
            body.keep(bytes, offset, length, answered ? whole : MAX_BODY_BYTES);
        }
    }

    @Override
    public int knownChunks(byte[] bytes, int at, int end) {
        return streaming && !request.keepsAnswer ? decoder.knownChunks(bytes, at, end, this) : 0;
    }

    /** The head is whole, even if no byte of a body ever follows: what the answer is to be is known. */
    private void bodyBegins(byte[] bytes, int offset, int length) {
        if (!bodyBegun) {
            bodyBegun = true;
            streaming = reader.status() == 200 && AnswerForm.isStream(reader.headers(), bytes, offset, length);
        }
    }

    @Override
    public void arrival(DeltaKind kind) {
        boolean sharedRead = arrivals > arrivalsBeforeRead;
        if (chunk != null && (chunk.isFull() || readNanos >= chunkSecondEndNanos)) {
            flushChunk();
        }
        if (chunk == null) {
            openChunk();
        }
        chunk.add(readNanos, readOffsetMicros, readOffsetMicros - lastOffsetMicros, kind, sharedRead);
        lastOffsetMicros = readOffsetMicros;
        if (arrivals == 0) {
            ttftNanos = readNanos - startNanos;
            chunk.firstToken(ttftNanos);
            request.segment.measures().firstToken(request, ttftNanos);
        }
        if (kind == DeltaKind.CONTENT && arrivalsByKind[kind.ordinal()] == 0) {
            ttfatNanos = readNanos - startNanos;
            chunk.firstAnswerToken(ttfatNanos);
            request.segment.measures().firstAnswerToken(request, ttfatNanos);
        }
        if (sharedRead) {
            zeroGaps++;
        } else if (arrivals > 0) {
            request.segment.measures().gap(request, readNanos - startNanos - lastArrivalNanos);
        }
        lastArrivalNanos = readNanos - startNanos;
        arrivalsByKind[kind.ordinal()]++;
        arrivals++;
    }

    @Override
    public void arrivals(DeltaKind kind, int count) {
        arrival(kind);
        int left = count - 1;
        // the others were read together with it
        while (left > 0) {
            if (chunk.isFull()) {
                arrival(kind);
                left--;
            } else {
                int more = Math.min(left, chunk.room());
                chunk.addShared(kind, more);
                zeroGaps += more;
                arrivalsByKind[kind.ordinal()] += more;
                arrivals += more;
                left -= more;
            }
        }
    }

    /** The answer was no stream, and its text was there when all of it was: one arrival. */
    void arrivedAt(long endNanos) {
        arrivalsBeforeRead = arrivals;
        readNanos = endNanos;
        readOffsetMicros = (endNanos - startNanos) / NANOS_PER_MICRO;
        arrival(DeltaKind.CONTENT);
        flushChunk();
        loop.health().arrivals(1);
        loop.run().live().arrivals.add(1);
    }

    private void openChunk() {
        chunk = loop.chunks()
                .take()
                .begin(
                        account.place(),
                        request.segment.number(),
                        request.series,
                        request.index,
                        number,
                        arrivals,
                        startNanos - request.intendedNanos);
        chunkOpenedNanos = readNanos;
        chunkSecondEndNanos = loop.secondEndNanos(readNanos);
    }

    /** Hands the open chunk over if it was opened before {@code nanos}. */
    void flushChunkOpenedBefore(long nanos) {
        if (chunk != null && chunkOpenedNanos - nanos < 0) {
            flushChunk();
        }
    }

    void flushChunk() {
        if (chunk != null) {
            loop.run().lane().add(chunk);
            chunk = null;
        }
    }

    /** All was looked at: long bodies and broken events of thousands of users need not stay until each asks again. */
    void letGo() {
        decoder.letGo();
        if (!request.keepsAnswer) {
            body.clear();
        }
    }

    /** Whether the stream said that it was over, whatever HTTP says. */
    boolean saidEnd() {
        return endSaidNanos != 0;
    }

    long endSaidNanos() {
        return endSaidNanos;
    }

    /** Whether another request may go out on the connection: the answer ended where it said it would. */
    boolean leavesConnectionInOrder() {
        return reader.reusable() && !surplus;
    }

    /** A copy of the answer's bytes, streamed or whole, where the request asked to keep them. */
    byte[] answer() {
        return Arrays.copyOf(body.bytes(), body.length());
    }

    /** What was read of the answer. */
    AnswerJudge.Seen seen() {
        return new AnswerJudge.Seen(reader, decoder, body, streaming);
    }

    HttpResponseReader reader() {
        return reader;
    }

    StreamDecoder decoder() {
        return decoder;
    }

    boolean streaming() {
        return streaming;
    }

    KeptBody body() {
        return body;
    }

    /** Start of the body, for evidence. */
    String bodyStart(int bytes) {
        return new String(body.bytes(), 0, Math.min(body.length(), bytes), StandardCharsets.UTF_8);
    }

    /** What was asked, to find it again in what the server said. */
    String requestText() {
        return new String(request.prompt.body(request.model, request.maxTokens), StandardCharsets.UTF_8);
    }

    long arrivals(DeltaKind kind) {
        return arrivalsByKind[kind.ordinal()];
    }

    int number() {
        return number;
    }
}
