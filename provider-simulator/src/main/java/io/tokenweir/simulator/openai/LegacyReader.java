package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.Wishes;
import io.tokenweir.simulator.http.Request;

/** Reads requests for legacy completions: several prompts, and several choices for each. */
record LegacyReader(boolean azure, boolean obfuscation, Parameters parameters)
        implements Function<Request, CompletionRequest> {
    private static final int MOST_CHOICES = 128;

    @Override
    public CompletionRequest apply(Request request) {
        JsonNode json = Fields.body(request);
        parameters.check(Parameters.Endpoint.COMPLETIONS, json);
        String model = Fields.model(request, json);
        List<String> prompts = Inputs.texts(json.path("prompt"), "prompt");
        boolean stream = Fields.flag(json, "stream", false);
        int each = Fields.integer(json, "n", 1, MOST_CHOICES, 1);
        int best = Fields.integer(json, "best_of", 1, 20, each);
        if (best < each) {
            throw ServedError.invalid(
                    "best_of",
                    "You requested that the server return more choices than it will generate (n > best_of).");
        }
        List<String> echoes = new ArrayList<>();
        if (Fields.flag(json, "echo", false)) {
            for (String prompt : prompts) {
                for (int i = 0; i < each; i++) {
                    echoes.add(prompt);
                }
            }
        }
        ServedRequest served = new ServedRequest(
                model,
                List.copyOf(prompts),
                0,
                "prompt",
                stream,
                Fields.maxTokens(json, List.of("max_tokens")),
                Fields.stops(json.path("stop")),
                json.path("seed").asLong(0),
                Wishes.text(prompts.get(prompts.size() - 1)).times(prompts.size() * each));
        JsonNode options = StreamOptions.of(json, stream);
        return new CompletionRequest(
                false,
                azure,
                served,
                options.path("include_usage").asBoolean(false),
                stream && options.path("include_obfuscation").asBoolean(obfuscation),
                Logprobs.ofCompletion(json),
                echoes);
    }
}
