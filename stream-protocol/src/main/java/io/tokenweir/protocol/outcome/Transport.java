package io.tokenweir.protocol.outcome;

/** How the exchange of bytes itself went, before anything is read into it. */
public enum Transport {
    /** A whole answer came. */
    COMPLETE,
    /** No connection was made. */
    CONNECT_FAILED,
    /** The connection ended before any byte of an answer. */
    CLOSED_BEFORE_ANSWER,
    /** The connection ended, or was reset, in the middle of an answer. */
    CUT,
    /** The peer reset the connection before any byte of an answer. */
    RESET,
    /** Our own deadline passed. */
    TIMED_OUT,
    /** We gave up on purpose: the run was stopped. */
    CANCELLED,
    /** What came was no HTTP, or no stream of this provider. */
    MALFORMED
}
