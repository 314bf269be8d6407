package io.tokenweir.simulator.portal;

import java.util.Map;

import io.tokenweir.simulator.http.Response;

/** A request that the portal or the mailbox API refuses, with the answer to give. */
public final class PortalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    public PortalException(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    /** @param headers that the answer carries too */
    PortalException(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }

    public Response response() {
        return Response.error(status, code, getMessage()).with(headers);
    }
}
