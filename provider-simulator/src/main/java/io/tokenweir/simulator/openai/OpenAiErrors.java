package io.tokenweir.simulator.openai;

import io.tokenweir.simulator.api.ServedError;

/**
 * What OpenAI says of each kind of error.
 *
 * @param message with {@code %s} where it names what was at fault
 */
record OpenAiErrors(String type, String code, String message) {
    private static final String INVALID = "invalid_request_error";

    static OpenAiErrors of(ServedError.Kind kind) {
        return switch (kind) {
            case INVALID -> new OpenAiErrors(INVALID, null, "The request is not valid.");
            case CONTEXT_LENGTH ->
                new OpenAiErrors(INVALID, "context_length_exceeded", "The request is longer than the model's context.");
            case CONTENT_FILTER ->
                new OpenAiErrors(
                        INVALID,
                        "content_filter",
                        "The prompt was filtered: it may contain text that the content policy does not allow.");
            case NO_KEY ->
                new OpenAiErrors(
                        INVALID,
                        null,
                        "You didn't provide an API key. Provide it in an Authorization header using Bearer auth"
                                + " (Authorization: Bearer YOUR_KEY).");
            case WRONG_KEY ->
                new OpenAiErrors(
                        INVALID,
                        "invalid_api_key",
                        "Incorrect API key provided: %s. Keys are made in the portal, at POST /api-keys.");
            case NOT_A_MEMBER ->
                new OpenAiErrors(
                        INVALID, "invalid_organization", "You must be a member of an organization to use the API.");
            case IP_NOT_ALLOWED ->
                new OpenAiErrors(
                        INVALID, "ip_not_authorized", "Your IP address is not in the allow list of this project.");
            case BILLING -> new OpenAiErrors("insufficient_quota", "billing_not_active", "Your account is not active.");
            case FORBIDDEN -> new OpenAiErrors(INVALID, null, "You have insufficient permissions for this operation.");
            case REGION ->
                new OpenAiErrors(
                        "request_forbidden",
                        "unsupported_country_region_territory",
                        "Country, region, or territory not supported");
            case UNKNOWN_MODEL ->
                new OpenAiErrors(
                        INVALID, "model_not_found", "The model `%s` does not exist or you do not have access to it.");
            case UNKNOWN_ITEM -> new OpenAiErrors(INVALID, null, "Not found.");
            case UNKNOWN_PATH -> new OpenAiErrors(INVALID, null, "Invalid URL (%s)");
            case METHOD_NOT_ALLOWED ->
                new OpenAiErrors(
                        INVALID, "method_not_supported", "Not allowed: %s. Perhaps you meant to use another method?");
            case TIMEOUT -> new OpenAiErrors("request_timeout", "request_timeout", "Request timed out.");
            case CONFLICT ->
                new OpenAiErrors(
                        INVALID,
                        "idempotency_key_in_use",
                        "Another request with the same idempotency key is being processed.");
            case TOO_LARGE -> new OpenAiErrors(INVALID, null, "The request is larger than the server accepts.");
            case UNPROCESSABLE ->
                new OpenAiErrors(INVALID, null, "The request was understood but cannot be processed.");
            case RATE_LIMIT ->
                new OpenAiErrors("requests", "rate_limit_exceeded", "Rate limit reached. Please try again in 200ms.");
            case NO_QUOTA ->
                new OpenAiErrors(
                        "insufficient_quota",
                        "insufficient_quota",
                        "You exceeded your current quota, please check your plan and billing details.");
            case SLOW_DOWN ->
                new OpenAiErrors(
                        "rate_limit_error",
                        "slow_down",
                        "Reduce your request rate to its original level, hold it for 15 minutes, then raise it slowly.");
            case SERVER_ERROR, BAD_GATEWAY, EDGE_TIMEOUT ->
                new OpenAiErrors(
                        "server_error", null, "The server had an error while processing your request. Please retry.");
            case OVERLOADED ->
                new OpenAiErrors(
                        "service_unavailable_error",
                        "server_is_overloaded",
                        "The server is overloaded or not ready yet. Please try again later.");
        };
    }

    String message(ServedError error) {
        return error.messageOr(message.replace("%s", String.valueOf(error.param())));
    }

    /** The field at fault; where the error's words name what was missing, there is none. */
    String param(ServedError error) {
        return message.contains("%s") ? null : error.param();
    }
}
