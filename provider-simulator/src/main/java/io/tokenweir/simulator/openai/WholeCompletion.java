package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.simulator.answer.Choice;
import io.tokenweir.simulator.answer.Part;
import io.tokenweir.simulator.answer.Tokens;
import io.tokenweir.simulator.serve.Prepared;

/** The body of a completion that is not streamed. */
final class WholeCompletion {
    private WholeCompletion() {}

    static Map<String, Object> of(CompletionRequest request, Prepared prepared, String id) {
        List<Map<String, Object>> choices = new ArrayList<>();
        for (Choice choice : prepared.answer().choices()) {
            choices.add(choice(request, choice, choices.size()));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("object", request.chat() ? "chat.completion" : "text_completion");
        body.put("created", prepared.createdSeconds());
        body.put("model", prepared.snapshot());
        body.put("choices", choices);
        body.put("usage", usage(prepared));
        body.put("service_tier", "default");
        body.put("system_fingerprint", "fp_tokenweir");
        if (request.azure()) {
            body.put("prompt_filter_results", AzureFilters.prompt());
        }
        return body;
    }

    private static Map<String, Object> choice(CompletionRequest request, Choice choice, int index) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("index", index);
        if (request.chat()) {
            said.put("message", message(choice));
        } else {
            said.put("text", request.echo(index) + choice.text(Part.Kind.TEXT) + choice.text(Part.Kind.REFUSAL));
        }
        said.put("logprobs", request.logprobs() == Logprobs.NONE ? null : logprobs(request, choice));
        said.put("finish_reason", ChoiceFrames.reason(choice.ending()));
        if (request.azure()) {
            said.put("content_filter_results", AzureFilters.answer());
        }
        return said;
    }

    private static Map<String, Object> logprobs(CompletionRequest request, Choice choice) {
        if (request.chat()) {
            return choice.has(Part.Kind.TOOL_CALL) ? null : Logprobs.whole(choice, request.logprobs());
        }
        Tokens tokens = choice.parts().get(0).tokens();
        return Logprobs.legacy(tokens, 0, tokens.count(), request.logprobs());
    }

    private static Map<String, Object> message(Choice choice) {
        boolean calls = choice.has(Part.Kind.TOOL_CALL);
        boolean refused = choice.has(Part.Kind.REFUSAL);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", calls || refused ? null : choice.text(Part.Kind.TEXT));
        if (calls) {
            message.put(
                    "tool_calls",
                    choice.parts().stream()
                            .filter(part -> part.kind() == Part.Kind.TOOL_CALL)
                            .map(WholeCompletion::call)
                            .toList());
        }
        message.put("refusal", refused ? choice.text(Part.Kind.REFUSAL) : null);
        message.put("annotations", List.of());
        return message;
    }

    private static Map<String, Object> call(Part part) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", part.name());
        function.put("arguments", part.tokens().text());
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("id", Ids.call());
        call.put("type", "function");
        call.put("function", function);
        return call;
    }

    /** Token counts; those of all choices together. */
    static Map<String, Object> usage(Prepared prepared) {
        int completion = prepared.answer().tokens();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("reasoning_tokens", prepared.answer().tokens(Part.Kind.REASONING));
        details.put("audio_tokens", 0);
        details.put("accepted_prediction_tokens", 0);
        details.put("rejected_prediction_tokens", 0);
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("prompt_tokens", prepared.promptTokens());
        counts.put("completion_tokens", completion);
        counts.put("total_tokens", prepared.promptTokens() + completion);
        counts.put("prompt_tokens_details", Map.of("cached_tokens", prepared.cachedTokens(), "audio_tokens", 0));
        counts.put("completion_tokens_details", details);
        return counts;
    }

    /** {@link #usage} as JSON, for the end of each stream: a mapper would allocate as much as twenty tokens. */
    static String usageJson(Prepared prepared) {
        int completion = prepared.answer().tokens();
        return "{\"prompt_tokens\":" + prepared.promptTokens() + ",\"completion_tokens\":" + completion
                + ",\"total_tokens\":" + (prepared.promptTokens() + completion)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":" + prepared.cachedTokens() + ",\"audio_tokens\":0}"
                + ",\"completion_tokens_details\":{\"reasoning_tokens\":"
                + prepared.answer().tokens(Part.Kind.REASONING)
                + ",\"audio_tokens\":0,\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}";
    }
}
