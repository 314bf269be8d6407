package io.tokenweir.tap.proxy;

import java.util.Map;

import io.netty.buffer.ByteBuf;

/**
 * One call, told of what has been passed on, after it was. All of it on one event loop. Bytes are lent for the length of a
 * method: indices are not to be moved, and what is to be kept must be copied. Instants are of {@link System#nanoTime}.
 */
public interface WatchedCall {
    /** Whether nothing may go on before the whole request is here and {@link #refusal} has been asked. */
    boolean holdsBack();

    /** Bytes of the request's body as they came, chunk sizes and all. */
    void requestBytes(ByteBuf bytes, int from, int to);

    /** The request is whole. */
    void requestWhole();

    /** The answer of a wall instead of the upstream's, whole and with its head; null: the call passes. */
    byte[] refusal(long nanos);

    /** A connection was made for it. Zeros for what was not needed. */
    void connected(long dnsNanos, long tcpNanos, long tlsNanos);

    /** Its head goes to the upstream's socket now. */
    void sent(long nanos);

    /** Headers that the answer gets, in the place of the upstream's of the same names. */
    Map<String, String> answerHeaders(long nanos);

    /** Bytes of the answer as they came, its head first. */
    void answerBytes(ByteBuf bytes, int from, int to, long nanos);

    /** It is over; nothing follows. */
    void ended(CallEnd how, String detail, long nanos);
}
