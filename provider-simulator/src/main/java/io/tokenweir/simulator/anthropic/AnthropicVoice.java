package io.tokenweir.simulator.anthropic;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.Vendor;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.HttpDate;
import io.tokenweir.simulator.http.Response;

/** Anthropic's headers and errors. */
public final class AnthropicVoice implements VendorVoice {
    private final String organizationId;

    public AnthropicVoice(String organization) {
        organizationId = UUID.nameUUIDFromBytes(organization.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public Vendor vendor() {
        return Vendor.ANTHROPIC;
    }

    @Override
    public String requestId() {
        return Ids.request();
    }

    @Override
    public Map<String, String> headers(String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("date", HttpDate.now());
        headers.put("request-id", requestId);
        headers.put("anthropic-organization-id", organizationId);
        return headers;
    }

    @Override
    public Map<String, String> timing(long millis) {
        return Map.of("x-envoy-upstream-service-time", Long.toString(millis));
    }

    @Override
    public Response error(ServedError error, String requestId) {
        AnthropicErrors known = AnthropicErrors.of(error.kind());
        if (error.kind() == ServedError.Kind.TOO_LARGE) {
            // The edge, which the request does not get past, names the error only.
            return Response.json(
                    known.status(), Map.of("error", Map.of("type", known.type(), "message", known.message())));
        }
        if (error.kind().fromTheEdge()) {
            String page = "<html>\r\n<head><title>" + known.status() + "</title></head>\r\n<body>" + known.message()
                    + "</body>\r\n</html>\r\n";
            return Response.of(known.status(), "text/html", page.getBytes(StandardCharsets.UTF_8));
        }
        Response response = envelope(known.status(), known.type(), null, null, known.message(error), requestId);
        return error.kind() == ServedError.Kind.RATE_LIMIT ? response.with("retry-after", "1") : response;
    }

    @Override
    public Response envelope(int status, String type, String param, String code, String message, String requestId) {
        Map<String, Object> body = body(type, message);
        if (code != null) {
            body.put("error", Map.of("type", type, "message", message, "details", Map.of("error_code", code)));
        }
        body.put("request_id", requestId);
        return Response.json(status, body)
                .with(headers(requestId))
                .with("x-should-retry", Boolean.toString(worthRetrying(status)));
    }

    private static boolean worthRetrying(int status) {
        return status == 408 || status == 409 || status == 429 || status >= 500;
    }

    /** What an error says in a body or in a stream. */
    static Map<String, Object> body(String type, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", type);
        error.put("message", message);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "error");
        body.put("error", error);
        return body;
    }
}
