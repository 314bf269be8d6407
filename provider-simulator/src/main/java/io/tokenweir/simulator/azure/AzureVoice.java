package io.tokenweir.simulator.azure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.Vendor;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.HttpDate;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.openai.OpenAiVoice;

/** Azure's headers, and its own body for those errors that come from Azure and not from the model behind it. */
final class AzureVoice implements VendorVoice {
    /** Answers what the model itself refuses, as OpenAI words it. */
    private final VendorVoice model = new OpenAiVoice("");

    @Override
    public Vendor vendor() {
        return Vendor.AZURE;
    }

    @Override
    public String requestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    @Override
    public Map<String, String> headers(String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("date", HttpDate.now());
        headers.put("apim-request-id", requestId);
        headers.put("x-request-id", requestId);
        headers.put("x-ms-region", "Simulated Central");
        headers.put("azureml-model-session", "d" + requestId.substring(0, 3) + "-tokenweir");
        headers.put("strict-transport-security", "max-age=31536000; includeSubDomains; preload");
        return headers;
    }

    @Override
    public Map<String, String> timing(long millis) {
        return Map.of("openai-processing-ms", Long.toString(millis));
    }

    @Override
    public Response error(ServedError error, String requestId) {
        int status = error.kind().status();
        return switch (error.kind()) {
            case NO_KEY, WRONG_KEY ->
                own(
                        status,
                        "401",
                        "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a"
                                + " valid key for an active subscription and use a correct regional API endpoint for"
                                + " your resource.",
                        requestId);
            case UNKNOWN_MODEL ->
                own(
                        status,
                        "DeploymentNotFound",
                        "The API deployment for this resource does not exist. If you created the deployment within the"
                                + " last 5 minutes, please wait a moment and try again.",
                        requestId);
            case UNKNOWN_PATH -> own(status, "404", "Resource not found", requestId);
            case CONTENT_FILTER -> filtered(requestId);
            case RATE_LIMIT ->
                own(
                                status,
                                "429",
                                "Requests to the ChatCompletions_Create Operation under Azure OpenAI API have exceeded"
                                        + " call rate limit of your current OpenAI S0 pricing tier. Please retry after 1"
                                        + " second.",
                                requestId)
                        .with("retry-after", "1")
                        .with("x-ratelimit-type", "Requests");
            default -> withOwnHeaders(model.error(error, requestId), requestId);
        };
    }

    private Response own(int status, String code, String message, String requestId) {
        return envelope(status, null, null, code, message, requestId);
    }

    private Response filtered(String requestId) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("code", "ResponsibleAIPolicyViolation");
        inner.put("content_filter_result", Map.of("violence", Map.of("filtered", true, "severity", "medium")));
        Map<String, Object> error = new LinkedHashMap<>();
        error.put(
                "message",
                "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.");
        error.put("type", null);
        error.put("param", "prompt");
        error.put("code", "content_filter");
        error.put("status", 400);
        error.put("innererror", inner);
        return Response.json(400, Map.of("error", error)).with(headers(requestId));
    }

    @Override
    public Response envelope(int status, String type, String param, String code, String message, String requestId) {
        if (type != null) {
            return withOwnHeaders(model.envelope(status, type, param, code, message, requestId), requestId);
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        return Response.json(status, Map.of("error", error)).with(headers(requestId));
    }

    private Response withOwnHeaders(Response response, String requestId) {
        response.headers().keySet().removeIf(name -> name.startsWith("openai-"));
        return response.with(headers(requestId));
    }
}
