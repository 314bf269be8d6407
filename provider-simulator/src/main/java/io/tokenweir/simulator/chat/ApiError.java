package io.tokenweir.simulator.chat;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.simulator.http.Response;

/** A refusal in OpenAI's envelope. {@code decision} is what the request log calls it. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String decision;
    private final String type;
    private final String code;
    private final String param;

    ApiError(int status, String decision, String type, String code, String param, String message) {
        super(message, null, false, false);
        this.status = status;
        this.decision = decision;
        this.type = type;
        this.code = code;
        this.param = param;
    }

    /** A request that cannot be understood; {@code param} is the field at fault. */
    static ApiError invalid(String param, String message) {
        return invalid(param, null, message);
    }

    static ApiError invalid(String param, String code, String message) {
        return new ApiError(400, "bad_request", "invalid_request_error", code, param, message);
    }

    static ApiError wrongKey(String masked) {
        return new ApiError(
                401,
                "auth",
                "invalid_request_error",
                "invalid_api_key",
                null,
                "Incorrect API key provided: " + masked + ". Keys are made in the portal, at POST /api-keys.");
    }

    static ApiError noKey() {
        return new ApiError(
                401,
                "auth",
                "invalid_request_error",
                null,
                null,
                "You didn't provide an API key. Provide it in an Authorization header using Bearer auth"
                        + " (Authorization: Bearer YOUR_KEY).");
    }

    static ApiError unknownModel(String model) {
        return new ApiError(
                404,
                "bad_request",
                "invalid_request_error",
                "model_not_found",
                null,
                "The model `" + model + "` does not exist or you do not have access to it.");
    }

    static ApiError overloaded() {
        return new ApiError(
                503,
                "overload",
                "service_unavailable_error",
                "server_is_overloaded",
                null,
                "The server is overloaded or not ready yet. Please try again later.");
    }

    int status() {
        return status;
    }

    String decision() {
        return decision;
    }

    Response response() {
        return envelope(status, getMessage(), type, param, code);
    }

    /** OpenAI's body for every error. */
    static Response envelope(int status, String message, String type, String param, String code) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", type);
        error.put("param", param);
        error.put("code", code);
        return Response.json(status, Map.of("error", error));
    }
}
