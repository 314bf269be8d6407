package io.tokenweir.protocol.outcome;

/** How an attempt or a logical request ended. The names are those of the event schema's {@code Outcome}. */
public enum Outcome {
    OK,
    RATE_REQUESTS,
    RATE_TOKENS,
    RATE_DAY,
    RATE_UNSPECIFIED,
    CONCURRENCY,
    TOO_LARGE_FOR_LIMIT,
    RAMP,
    SHARED_CAPACITY,
    QUOTA,
    AUTH,
    PERMISSION,
    OVERLOAD,
    SERVER_ERROR,
    GATEWAY,
    SERVER_TIMEOUT,
    CONTENT_FILTER,
    CONTEXT_LENGTH,
    BAD_REQUEST,
    MALFORMED,
    TRUNCATED,
    STREAM_ERROR,
    CONNECT_FAILED,
    RESET,
    CLIENT_TIMEOUT,
    CLIENT_CANCELLED,
    SHED,
    DROPPED,
    UNCLASSIFIED,
    /** An application said honestly that it does not answer now. */
    DECLINED;

    /** A refusal by a limit that refills: the same request may pass later. */
    public boolean isRateRefusal() {
        return switch (this) {
            case RATE_REQUESTS, RATE_TOKENS, RATE_UNSPECIFIED, CONCURRENCY, RAMP, SHARED_CAPACITY, DECLINED -> true;
            default -> false;
        };
    }

    /** Trouble that may pass by itself, and is no limit. */
    public boolean isTransient() {
        return switch (this) {
            case OVERLOAD, SERVER_ERROR, GATEWAY, SERVER_TIMEOUT, CONNECT_FAILED, RESET, CLIENT_TIMEOUT -> true;
            default -> false;
        };
    }

    /** Whether the server may have quoted the request in what it said. */
    public boolean mayQuoteTheRequest() {
        return switch (this) {
            case BAD_REQUEST,
                    UNCLASSIFIED,
                    CONTENT_FILTER,
                    CONTEXT_LENGTH,
                    MALFORMED,
                    SERVER_ERROR,
                    STREAM_ERROR,
                    DECLINED -> true;
            default -> false;
        };
    }
}
