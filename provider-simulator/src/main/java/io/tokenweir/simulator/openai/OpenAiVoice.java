package io.tokenweir.simulator.openai;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.Vendor;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Response;

/** OpenAI's headers and its envelope for errors. */
public final class OpenAiVoice implements VendorVoice {
    private static final String INVALID = "invalid_request_error";

    private final String organization;

    public OpenAiVoice(String organization) {
        this.organization = organization;
    }

    @Override
    public Vendor vendor() {
        return Vendor.OPENAI;
    }

    @Override
    public String requestId() {
        return Ids.request();
    }

    @Override
    public Map<String, String> headers(String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-request-id", requestId);
        headers.put("openai-organization", organization);
        headers.put("openai-version", "2020-10-01");
        return headers;
    }

    @Override
    public Response error(ServedError error, String requestId) {
        int status = error.kind().status();
        return switch (error.kind()) {
            case INVALID -> envelope(status, INVALID, error.param(), error.code(), error.getMessage(), requestId);
            case NO_KEY ->
                envelope(
                        status,
                        INVALID,
                        null,
                        null,
                        "You didn't provide an API key. Provide it in an Authorization header using Bearer auth"
                                + " (Authorization: Bearer YOUR_KEY).",
                        requestId);
            case WRONG_KEY ->
                envelope(
                        status,
                        INVALID,
                        null,
                        "invalid_api_key",
                        "Incorrect API key provided: " + error.param()
                                + ". Keys are made in the portal, at POST /api-keys.",
                        requestId);
            case UNKNOWN_MODEL ->
                envelope(
                        status,
                        INVALID,
                        null,
                        "model_not_found",
                        "The model `" + error.param() + "` does not exist or you do not have access to it.",
                        requestId);
            case UNKNOWN_PATH ->
                envelope(status, INVALID, null, null, "Invalid URL (" + error.param() + ")", requestId);
            case OVERLOADED ->
                envelope(
                        status,
                        "service_unavailable_error",
                        null,
                        "server_is_overloaded",
                        "The server is overloaded or not ready yet. Please try again later.",
                        requestId);
        };
    }

    @Override
    public Response envelope(int status, String type, String param, String code, String message, String requestId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", type);
        error.put("param", param);
        error.put("code", code);
        return Response.json(status, Map.of("error", error)).with(headers(requestId));
    }
}
