package io.tokenweir.simulator.openai;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.Vendor;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.HttpDate;
import io.tokenweir.simulator.http.Response;

/** OpenAI's headers and its envelope for errors. */
public final class OpenAiVoice implements VendorVoice {
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
        headers.put("date", HttpDate.now());
        headers.put("x-request-id", requestId);
        headers.put("access-control-expose-headers", "X-Request-ID");
        headers.put("openai-organization", organization);
        headers.put("openai-version", "2020-10-01");
        return headers;
    }

    @Override
    public Map<String, String> timing(long millis) {
        return Map.of("openai-processing-ms", Long.toString(millis));
    }

    @Override
    public Response error(ServedError error, String requestId) {
        if (error.kind().fromTheEdge()) {
            return edgePage(error.kind().status());
        }
        Response response = envelope(error.kind().status(), error(error), requestId);
        return error.kind() == ServedError.Kind.RATE_LIMIT
                ? response.with("retry-after", "1").with("retry-after-ms", "200")
                : response;
    }

    /** What the network in front of the servers answers when they do not: a page, and none of their headers. */
    public static Response edgePage(int status) {
        String title = status
                + switch (status) {
                    case 413 -> " Request Entity Too Large";
                    case 502 -> " Bad Gateway";
                    default -> " Gateway Time-out";
                };
        String page = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n";
        return Response.of(status, "text/html", page.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Response envelope(int status, String type, String param, String code, String message, String requestId) {
        return envelope(status, error(type, param, code, message), requestId);
    }

    private Response envelope(int status, Map<String, Object> error, String requestId) {
        return Response.json(status, Map.of("error", error)).with(headers(requestId));
    }

    /** The object that says what went wrong, in a body or in a stream. */
    static Map<String, Object> error(String type, String param, String code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", type);
        error.put("param", param);
        error.put("code", code);
        return error;
    }

    /** The same for an error that has happened. */
    static Map<String, Object> error(ServedError error) {
        OpenAiErrors known = OpenAiErrors.of(error.kind());
        return error(
                known.type(),
                known.param(error),
                error.code() == null ? known.code() : error.code(),
                known.message(error));
    }
}
