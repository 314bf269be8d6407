package io.tokenweir.simulator.openai;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.config.ModelConfig;

/** What a model that reasons does not take of a chat, and what one that does not reason does not know. */
record ModelParameters(Map<String, ModelConfig> models) {
    private static final List<String> FIXED = List.of("temperature", "top_p");
    private static final List<String> UNSUPPORTED = List.of("stop", "logit_bias", "logprobs");

    /** @throws ServedError when {@code model} does not take a parameter of a chat */
    void checkChat(String model, JsonNode json) {
        ModelConfig config = models.get(model);
        if (config == null || config.reasoning() == null) {
            return;
        }
        if (config.reasoning()) {
            checkReasoning(json);
        } else if (json.hasNonNull("reasoning_effort")) {
            throw Parameters.unrecognized(List.of("reasoning_effort"));
        }
    }

    /** @throws ServedError when {@code model} does not take a parameter of a request for a response */
    void checkResponse(String model, JsonNode json) {
        ModelConfig config = models.get(model);
        if (config == null || config.reasoning() == null) {
            return;
        }
        if (config.reasoning()) {
            checkFixed(json);
        } else if (!Fields.absent(json.at("/reasoning/effort"))) {
            throw unsupported(
                    "reasoning.effort", "Unsupported parameter: 'reasoning.effort' is not supported with this model.");
        }
    }

    private static void checkReasoning(JsonNode json) {
        if (json.hasNonNull("max_tokens")) {
            throw unsupported(
                    "max_tokens",
                    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens'"
                            + " instead.");
        }
        for (String name : UNSUPPORTED) {
            if (json.path(name).isBoolean() ? json.get(name).asBoolean() : json.hasNonNull(name)) {
                throw unsupported(name, "Unsupported parameter: '" + name + "' is not supported with this model.");
            }
        }
        checkFixed(json);
    }

    private static void checkFixed(JsonNode json) {
        for (String name : FIXED) {
            if (json.path(name).isNumber() && json.get(name).asDouble() != 1) {
                throw ServedError.invalid(
                        name,
                        "unsupported_value",
                        "Unsupported value: '" + name + "' does not support "
                                + json.get(name).asText() + " with this model. Only the default (1) value is"
                                + " supported.");
            }
        }
    }

    private static ServedError unsupported(String name, String message) {
        return ServedError.invalid(name, "unsupported_parameter", message);
    }
}
