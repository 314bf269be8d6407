package io.tokenweir.tap.proxy;

/** How the exchange of bytes with the upstream ended. */
public enum CallEnd {
    /** The answer came whole. */
    COMPLETE,
    /** The wall answered; nothing was sent. */
    REFUSED,
    /** There was no connection to be had. */
    CONNECT_FAILED,
    /** The upstream ended the connection in order before the answer was whole. */
    CLOSED,
    /** The upstream's connection broke. */
    RESET,
    /** What came was no HTTP. */
    MALFORMED,
    /** The application left before the answer was whole. */
    CLIENT_LEFT
}
