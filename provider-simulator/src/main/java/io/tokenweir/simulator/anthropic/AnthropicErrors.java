package io.tokenweir.simulator.anthropic;

import io.tokenweir.simulator.api.ServedError;

/**
 * What Anthropic says of each kind of error.
 *
 * @param message with {@code %s} where it names what was at fault
 */
record AnthropicErrors(int status, String type, String message) {
    private static final int OVERLOADED_STATUS = 529;

    static AnthropicErrors of(ServedError.Kind kind) {
        int status = kind.status();
        return switch (kind) {
            case INVALID, CONTEXT_LENGTH -> invalid("The request is not valid.");
            case CONTENT_FILTER -> invalid("Output blocked by content filtering policy");
            case NO_KEY -> new AnthropicErrors(status, "authentication_error", "x-api-key header is required");
            case WRONG_KEY -> new AnthropicErrors(status, "authentication_error", "invalid x-api-key");
            case NOT_A_MEMBER, IP_NOT_ALLOWED ->
                new AnthropicErrors(status, "authentication_error", "This key may not be used from here.");
            case BILLING ->
                new AnthropicErrors(
                        status, "billing_error", "There is an issue with your billing or payment information.");
            case FORBIDDEN ->
                new AnthropicErrors(
                        status,
                        "permission_error",
                        "Your API key does not have permission to use the specified resource.");
            case REGION -> new AnthropicErrors(status, "permission_error", "Request not allowed");
            case UNKNOWN_MODEL -> new AnthropicErrors(status, "not_found_error", "model: %s");
            case UNKNOWN_PATH, UNKNOWN_ITEM -> new AnthropicErrors(status, "not_found_error", "Not Found");
            case METHOD_NOT_ALLOWED -> new AnthropicErrors(status, "invalid_request_error", "Method Not Allowed");
            case TIMEOUT -> new AnthropicErrors(status, "timeout_error", "Request timed out");
            case CONFLICT ->
                new AnthropicErrors(
                        status, "conflict_error", "The request conflicts with another one under the same key.");
            case TOO_LARGE -> new AnthropicErrors(status, "request_too_large", "Request exceeds the maximum size");
            case UNPROCESSABLE ->
                new AnthropicErrors(status, "invalid_request_error", "The request cannot be processed.");
            case RATE_LIMIT ->
                new AnthropicErrors(
                        status, "rate_limit_error", "Number of requests has exceeded your per-minute rate limit.");
            case SLOW_DOWN ->
                new AnthropicErrors(
                        status,
                        "rate_limit_error",
                        "This request would exceed your organization's maximum usage increase rate for input tokens per"
                                + " minute. Please scale up your input tokens usage more gradually to maintain"
                                + " consistency.");
            case NO_QUOTA ->
                invalid("Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing.");
            case SERVER_ERROR -> new AnthropicErrors(status, "api_error", "Internal server error");
            case BAD_GATEWAY -> new AnthropicErrors(status, "api_error", "Bad gateway");
            case EDGE_TIMEOUT -> new AnthropicErrors(status, "timeout_error", "Gateway time-out");
            case OVERLOADED -> new AnthropicErrors(OVERLOADED_STATUS, "overloaded_error", "Overloaded");
        };
    }

    private static AnthropicErrors invalid(String message) {
        return new AnthropicErrors(400, "invalid_request_error", message);
    }

    String message(ServedError error) {
        return error.messageOr(message.replace("%s", String.valueOf(error.param())));
    }
}
