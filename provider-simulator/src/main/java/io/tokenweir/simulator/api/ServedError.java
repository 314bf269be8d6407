package io.tokenweir.simulator.api;

/** Why a request gets no answer. Says what happened; the vendor's voice says it in the vendor's words. */
public final class ServedError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What happened. {@code decision} is what the request log calls it. */
    public enum Kind {
        INVALID(400, "bad_request"),
        CONTEXT_LENGTH(400, "bad_request"),
        CONTENT_FILTER(400, "bad_request"),
        NO_KEY(401, "auth"),
        WRONG_KEY(401, "auth"),
        NOT_A_MEMBER(401, "auth"),
        IP_NOT_ALLOWED(401, "auth"),
        BILLING(402, "quota"),
        FORBIDDEN(403, "auth"),
        REGION(403, "auth"),
        UNKNOWN_MODEL(404, "bad_request"),
        UNKNOWN_PATH(404, "bad_request"),
        /** Something that was made before, and is not there (any more). */
        UNKNOWN_ITEM(404, "bad_request"),
        METHOD_NOT_ALLOWED(405, "bad_request"),
        TIMEOUT(408, "error"),
        CONFLICT(409, "bad_request"),
        /** Comes from the edge. */
        TOO_LARGE(413, "bad_request"),
        UNPROCESSABLE(422, "bad_request"),
        RATE_LIMIT(429, "rate_requests"),
        NO_QUOTA(429, "quota"),
        SLOW_DOWN(429, "rate_requests"),
        SERVER_ERROR(500, "error"),
        /** Comes from the edge, as a page. */
        BAD_GATEWAY(502, "error"),
        OVERLOADED(503, "overload"),
        /** Comes from the edge, as a page. */
        EDGE_TIMEOUT(504, "error");

        private final int status;
        private final String decision;

        Kind(int status, String decision) {
            this.status = status;
            this.decision = decision;
        }

        /** The status that most vendors give it. */
        public int status() {
            return status;
        }

        public String decision() {
            return decision;
        }

        /** Whether not the provider answers, but the network in front of it. */
        public boolean fromTheEdge() {
            return this == TOO_LARGE || this == BAD_GATEWAY || this == EDGE_TIMEOUT;
        }
    }

    private final Kind kind;
    private final String param;
    private final String code;

    /**
     * @param param the field at fault, or what is missing (the model, the path); null: none
     * @param code the vendor's code for it, where it has more than one; null: the usual one
     * @param message null: the vendor's own words
     */
    public ServedError(Kind kind, String param, String code, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.param = param;
        this.code = code;
    }

    /** A request that cannot be understood; {@code param} is the field at fault. */
    public static ServedError invalid(String param, String message) {
        return invalid(param, null, message);
    }

    public static ServedError invalid(String param, String code, String message) {
        return new ServedError(Kind.INVALID, param, code, message);
    }

    /** An error that the vendor has words of its own for. */
    public static ServedError of(Kind kind, String param) {
        return new ServedError(kind, param, null, null);
    }

    public Kind kind() {
        return kind;
    }

    public String param() {
        return param;
    }

    public String code() {
        return code;
    }

    /** The message, or {@code usual} where this error has none of its own. */
    public String messageOr(String usual) {
        return getMessage() == null ? usual : getMessage();
    }
}
