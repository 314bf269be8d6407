package io.tokenweir.simulator.http;

import io.netty.channel.EventLoop;

/**
 * One request and the way to answer it. Answer either with {@link #respond}, from any thread, or byte by byte with
 * {@link #write} and {@link #finish}, on {@link #loop()} only. The next request of the connection is handled when this
 * one has been answered.
 */
public interface Exchange {
    Request request();

    /** Writes a complete response. Any thread. */
    void respond(Response response);

    /** The thread that owns the connection. */
    EventLoop loop();

    /** Whether the client wants to use the connection again. */
    boolean keepAlive();

    /** Writes bytes of a response as they are, at once; the array is the caller's again afterwards. {@link #loop()} only. */
    void write(byte[] bytes, int offset, int length);

    /** Ends a response begun with {@link #write}. {@link #loop()} only. */
    void finish();

    /** Closes the connection without an answer, or amid one; with {@code reset} by a TCP reset. Any thread. */
    void abort(boolean reset);

    /** {@code action} runs on {@link #loop()} if the client goes away before the answer is complete. */
    void onClosed(Runnable action);

    /** Answers exchanges. Called on {@link #loop()}; must not block. */
    @FunctionalInterface
    interface Handler {
        void handle(Exchange exchange);
    }
}
