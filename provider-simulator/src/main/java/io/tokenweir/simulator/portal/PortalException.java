package io.tokenweir.simulator.portal;

import io.tokenweir.simulator.http.Response;

/** A request that the portal or the mailbox API refuses, with the answer to give. */
public final class PortalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public PortalException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Response response() {
        return Response.error(status, code, getMessage());
    }
}
