package io.tokenweir.load.engine;

import io.tokenweir.load.Timeouts;
import io.tokenweir.protocol.http.RequestHead;
import io.tokenweir.protocol.outcome.Transport;
import io.tokenweir.protocol.provider.RequestFilling;

/**
 * One attempt on the connection of a virtual user, from the wish to send to the end, however it comes: connects where that is
 * needed, sends, reads, and looks at the deadlines. One per user, used again; owned by the user's event loop.
 */
final class Exchange {
    private enum State {
        IDLE,
        CONNECTING,
        OPEN
    }

    private final VirtualUser user;
    private final RequestBooks books;
    private final Timeouts timeouts;
    private final Connection connection;
    private final Attempt attempt;
    private final RequestFilling filling;
    private State state = State.IDLE;
    private LogicalRequest request;
    private UserAccount sender;
    private long connectStartNanos;

    Exchange(VirtualUser user, LoadLoop loop) {
        this.user = user;
        this.books = loop.books();
        this.timeouts = loop.run().timeouts();
        this.connection = new Connection(loop, this);
        this.attempt = new Attempt(loop, loop.run().adapter().newDecoder(loop.shapes()));
        this.filling = loop.run().adapter().filling();
    }

    /** Connects before the first request is due; costs nothing when it fails, since the request tries again. */
    void prepare(Target target) {
        connection.prepare(target);
    }

    /** Makes the request's next attempt; the user hears {@link VirtualUser#attemptEnded}, maybe before this returns. */
    void begin(LogicalRequest what, UserAccount as) {
        request = what;
        sender = as;
        attempt.begin(user.account(), request, request.attempts++);
        connectStartNanos = System.nanoTime();
        if (connection.isOpenTo(sender.target())) {
            send();
        } else {
            state = State.CONNECTING;
            connection.connect(sender.target());
        }
    }

    /** The connection is up, and TLS with it. */
    void connected() {
        if (state == State.CONNECTING) {
            attempt.connectNanos = System.nanoTime() - connectStartNanos;
            send();
        }
    }

    private void send() {
        state = State.OPEN;
        byte[] body = request.prompt.body(request.model, request.maxTokens);
        RequestHead head = sender.head(request.model);
        if (filling != null) {
            String path = filling.path(sender.target().basePath(), body, request.requestId, user.number());
            head = path == null ? head : head.withPath(sender.target().requestTarget(path));
            body = filling.body(body, request.requestId, user.number());
        }
        connection.send(head, request, body, attempt);
        request.sentAt(attempt.startNanos);
        books.started(request, user.account().place(), user.number(), attempt.startNanos);
    }

    /** Bytes of an answer, and when they were read. */
    void read(byte[] bytes, int length, long stampNanos) {
        if (state != State.OPEN) {
            // An answer that nobody asked for: the connection is in disorder.
            connection.close();
        } else if (attempt.read(bytes, length, stampNanos)) {
            end(Transport.COMPLETE, null, stampNanos);
        }
    }

    /** The server ended the connection. */
    void connectionEnded(boolean reset, String detail, long nowNanos) {
        if (state == State.OPEN) {
            end(AttemptJudge.brokenOff(attempt, reset), detail, nowNanos);
        }
    }

    /** It is over, however it went; nothing happens when there is none, as when a connection failed that was made ahead. */
    void end(Transport transport, String detail, long endNanos) {
        if (state == State.IDLE) {
            return;
        }
        if (!attempt.sent) {
            attempt.connectNanos = endNanos - connectStartNanos;
            attempt.sentAt(connectStartNanos);
            books.started(request, user.account().place(), user.number(), connectStartNanos);
        }
        if (transport != Transport.COMPLETE || !attempt.leavesConnectionInOrder()) {
            connection.close();
        }
        state = State.IDLE;
        // What HTTP still had to say is none of the answer.
        boolean whole = attempt.saidEnd() && transport != Transport.CANCELLED;
        user.attemptEnded(transport, detail, whole ? attempt.endSaidNanos() : endNanos);
    }

    /** Looks at the deadlines, and hands over a chunk that was opened before {@code chunkBeforeNanos}. */
    void sweep(long nowNanos, long chunkBeforeNanos) {
        if (state != State.OPEN) {
            return;
        }
        attempt.flushChunkOpenedBefore(chunkBeforeNanos);
        String passed = Deadlines.passed(timeouts, attempt, nowNanos);
        if (passed != null) {
            end(Transport.TIMED_OUT, passed, nowNanos);
        }
    }

    /** The attempt under way, or the last one. */
    Attempt attempt() {
        return attempt;
    }

    void close() {
        connection.close();
    }
}
