package io.tokenweir.simulator.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
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

    ByteBufAllocator allocator();

    /** Whether the client wants to use the connection again. */
    boolean keepAlive();

    /** Writes bytes of a response as they are and flushes them. {@link #loop()} only. */
    void write(ByteBuf bytes);

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
