package io.tokenweir.simulator.openai;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedError;

/** The options that only a stream may have. */
final class StreamOptions {
    private StreamOptions() {}

    static JsonNode of(JsonNode json, boolean stream) {
        JsonNode options = json.path("stream_options");
        if (!stream && options.isObject()) {
            throw ServedError.invalid(
                    "stream_options", "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        }
        return options;
    }
}
