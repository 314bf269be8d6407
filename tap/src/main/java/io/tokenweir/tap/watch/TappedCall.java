package io.tokenweir.tap.watch;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.netty.buffer.ByteBuf;

import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.Series;
import io.tokenweir.protocol.http.HttpResponseReader;
import io.tokenweir.protocol.outcome.AnswerForm;
import io.tokenweir.protocol.outcome.AnswerJudge;
import io.tokenweir.protocol.outcome.AnswerJudge.Judged;
import io.tokenweir.protocol.outcome.Classification;
import io.tokenweir.protocol.outcome.KeptBody;
import io.tokenweir.protocol.outcome.Outcome;
import io.tokenweir.protocol.outcome.Transport;
import io.tokenweir.protocol.provider.ArrivalSink;
import io.tokenweir.protocol.provider.DeltaKind;
import io.tokenweir.protocol.provider.ErrorBody;
import io.tokenweir.protocol.provider.ProviderAdapter;
import io.tokenweir.protocol.provider.StreamDecoder;
import io.tokenweir.protocol.sse.SseScanner;
import io.tokenweir.tap.proxy.CallEnd;
import io.tokenweir.tap.proxy.RequestHead;
import io.tokenweir.tap.proxy.WatchedCall;

/** One exchange with the upstream, read after it was passed on. On its event loop. Instants are monotonic nanoseconds. */
final class TappedCall implements WatchedCall, HttpResponseReader.BodySink, ArrivalSink {
    private static final int MOST_ASKED_BYTES = 16 * 1024 * 1024;
    private static final int MOST_ERROR_BYTES = 64 * 1024;

    private final WatchLoop loop;
    private final CallPath path;
    private final CallLinks links;
    private final ProviderAdapter adapter;
    private final StreamDecoder decoder;
    private final HttpResponseReader reader = new HttpResponseReader();
    private final HttpResponseReader asking = new HttpResponseReader();
    private final KeptBody asked = new KeptBody();
    private final KeptBody body = new KeptBody();
    private final Arrivals arrivals;
    private LogicalCalls.Begun begun;
    private boolean streaming;
    private boolean bodyBegun;
    private boolean anyByte;
    private boolean over;

    long startNanos;
    long headersNanos = -1;
    long connectNanos;
    long dnsNanos;
    long tcpNanos;
    long tlsNanos;

    TappedCall(WatchLoop loop, RequestHead head, CallPath path, CallLinks links, long nanos) {
        this.loop = loop;
        this.path = path;
        this.links = links;
        adapter = path.api().adapter(null);
        decoder = loop.decoder(path.api());
        startNanos = nanos;
        arrivals = new Arrivals(loop, this);
        // Bodies of requests are framed as those of answers are, so an answer's reader takes the chunks apart.
        String length = head.header("content-length");
        byte[] framing = ("HTTP/1.1 200 OK\r\n"
                        + (length == null ? "Transfer-Encoding: chunked" : "Content-Length: " + length) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        feed(asking, framing, 0, framing.length, this::ask);
    }

    private void ask(byte[] bytes, int offset, int length) {
        asked.keep(bytes, offset, length, MOST_ASKED_BYTES);
    }

    @Override
    public boolean holdsBack() {
        return false;
    }

    @Override
    public void requestBytes(ByteBuf bytes, int from, int to) {
        inPieces(bytes, from, to, (array, offset, length) -> feed(asking, array, offset, length, this::ask));
    }

    @Override
    public void requestWhole() {
        begin(System.nanoTime());
    }

    private void begin(long nanos) {
        if (begun != null || over) {
            return;
        }
        RequestFacts facts = RequestFacts.read(asked.bytes(), asked.length());
        String model = path.deployment() == null ? facts.model() : path.deployment();
        Series series = new Series("tap", "", path.api().provider(), model);
        String hash = SecretVault.fingerprint(new String(asked.bytes(), 0, asked.length(), StandardCharsets.UTF_8));
        begun = loop.calls().begin(links, hash, series, startNanos);
        if (begun.link() == LogicalCalls.Link.FIRST) {
            loop.callBegan(begun.call());
            CallEvents.started(loop, begun, links, facts, startNanos, nanos);
        }
    }

    @Override
    public byte[] refusal(long nanos) {
        return null;
    }

    @Override
    public void connected(long dns, long tcp, long tls) {
        dnsNanos = dns;
        tcpNanos = tcp;
        tlsNanos = tls;
        connectNanos = dns + tcp + tls;
    }

    @Override
    public void sent(long nanos) {
        startNanos = nanos;
    }

    @Override
    public Map<String, String> answerHeaders(long nanos) {
        return Map.of();
    }

    @Override
    public void answerBytes(ByteBuf bytes, int from, int to, long nanos) {
        if (over) {
            return;
        }
        begin(nanos);
        anyByte = true;
        arrivals.readAt(nanos);
        inPieces(bytes, from, to, (array, offset, length) -> feed(reader, array, offset, length, this));
        if (headersNanos < 0 && reader.headersComplete()) {
            headersNanos = nanos - startNanos;
        }
    }

    private interface Piece {
        void take(byte[] array, int offset, int length);
    }

    /** Shows bytes where they are; those that are in no array are copied into the loop's own, for the decoders read arrays. */
    private void inPieces(ByteBuf bytes, int from, int to, Piece piece) {
        if (bytes.hasArray()) {
            piece.take(bytes.array(), bytes.arrayOffset() + from, to - from);
            return;
        }
        byte[] scratch = loop.scratch();
        for (int at = from; at < to; at += scratch.length) {
            int length = Math.min(scratch.length, to - at);
            bytes.getBytes(at, scratch, 0, length);
            piece.take(scratch, 0, length);
        }
    }

    private static void feed(
            HttpResponseReader reader, byte[] array, int offset, int length, HttpResponseReader.BodySink sink) {
        int used = 0;
        while (used < length) {
            int step = reader.feed(array, offset + used, length - used, sink);
            if (step == 0) {
                return;
            }
            used += step;
        }
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
        if (!bodyBegun) {
            bodyBegun = true;
            streaming = reader.status() == 200 && AnswerForm.isStream(reader.headers(), bytes, offset, length);
        }
        if (streaming) {
            decoder.feed(bytes, offset, length, this);
        } else {
            body.keep(bytes, offset, length, reader.status() < 300 ? SseScanner.MAX_EVENT_BYTES : MOST_ERROR_BYTES);
        }
    }

    @Override
    public int knownChunks(byte[] bytes, int at, int end) {
        return streaming ? decoder.knownChunks(bytes, at, end, this) : 0;
    }

    @Override
    public void arrival(DeltaKind kind) {
        arrivals.add(kind);
    }

    void flushChunk() {
        arrivals.flush();
    }

    @Override
    public void ended(CallEnd how, String detail, long nanos) {
        if (over) {
            return;
        }
        begin(nanos);
        over = true;
        reader.endOfConnection();
        Judged judged = judge(how, detail);
        if (judged.arrivesAtItsEnd()) {
            arrivals.readAt(nanos);
            arrivals.add(DeltaKind.CONTENT);
        }
        arrivals.flush();
        CallEvents.attemptEnded(loop, this, judged, nanos);
        decoder.letGo();
        asked.clear();
        body.clear();
        loop.closed(this);
    }

    private Judged judge(CallEnd how, String detail) {
        try {
            return AnswerJudge.judge(
                    new AnswerJudge.Seen(reader, decoder, body, streaming),
                    adapter,
                    loop.classifier(path.api().provider()),
                    transport(how),
                    detail,
                    () -> new String(asked.bytes(), 0, asked.length(), StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // what we fail at ourselves must neither break the connection nor leave the call open
            Classification failed = new Classification(
                    Outcome.MALFORMED, "the answer could not be judged: " + e, Classification.NO_HINT);
            return new Judged(failed, ErrorBody.NONE, null, null, null, false);
        }
    }

    private Transport transport(CallEnd how) {
        return switch (how) {
            case COMPLETE, REFUSED -> Transport.COMPLETE;
            case CONNECT_FAILED -> Transport.CONNECT_FAILED;
            case CLOSED -> anyByte ? Transport.CUT : Transport.CLOSED_BEFORE_ANSWER;
            case RESET -> anyByte ? Transport.CUT : Transport.RESET;
            case MALFORMED -> Transport.MALFORMED;
            // Some clients leave as soon as the stream has said that it is over.
            case CLIENT_LEFT -> decoder.sawEnd() ? Transport.COMPLETE : Transport.CANCELLED;
        };
    }

    LogicalCalls.Begun begun() {
        return begun;
    }

    CallLinks links() {
        return links;
    }

    HttpResponseReader reader() {
        return reader;
    }

    Arrivals arrivals() {
        return arrivals;
    }
}
