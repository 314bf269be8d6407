package io.tokenweir.simulator.openai;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.config.ApiConfig;

/**
 * Which parameters requests may have. Those of OpenAI are the ones that its own packages know (openai-python 3.57, November
 * 2026) and Azure's additions; the others are vLLM's.
 */
record Parameters(ApiConfig.Parameters taken) {
    private static final Set<String> STREAM_OPTIONS = Set.of("include_usage", "include_obfuscation");
    private static final Set<String> VLLM_STREAM_OPTIONS = Set.of("continuous_usage_stats");
    private static final Set<String> VLLM = names("""
            add_generation_prompt add_special_tokens allowed_token_ids bad_words best_of cache_salt chat_template
            chat_template_kwargs continue_final_message detokenize documents echo guided_choice guided_decoding_backend
            guided_grammar guided_json guided_regex ignore_eos include_stop_str_in_output kv_transfer_params
            length_penalty logits_processors min_p min_tokens mm_processor_kwargs priority prompt_logprobs
            repetition_penalty request_id return_token_ids return_tokens_as_token_ids skip_special_tokens
            spaces_between_special_tokens stop_token_ids structured_outputs top_k truncate_prompt_tokens use_beam_search
            vllm_xargs""");

    /** An endpoint and the parameters that OpenAI takes there. */
    enum Endpoint {
        CHAT("""
                audio data_sources frequency_penalty function_call functions logit_bias logprobs max_completion_tokens
                max_tokens messages metadata modalities model moderation n parallel_tool_calls prediction
                presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention reasoning_effort
                response_format safety_identifier seed service_tier stop store stream stream_options temperature
                tool_choice tools top_logprobs top_p user user_security_context verbosity web_search_options"""),
        COMPLETIONS("""
                best_of echo frequency_penalty logit_bias logprobs max_tokens model n presence_penalty prompt seed stop
                stream stream_options suffix temperature top_p user"""),
        EMBEDDINGS("dimensions encoding_format input model user"),
        RESPONSES("""
                access_programs background background_options context_management conversation image include input
                instructions max_output_tokens max_tool_calls metadata model moderation parallel_tool_calls
                previous_response_id prompt prompt_cache_key prompt_cache_options prompt_cache_retention reasoning
                safety_identifier service_tier store stream stream_options temperature text tool_choice tools
                top_logprobs top_p truncation user""");

        private final Set<String> known;

        Endpoint(String known) {
            this.known = names(known);
        }
    }

    /** @throws ServedError when a request has a parameter that is not taken there */
    void check(Endpoint endpoint, JsonNode json) {
        if (taken == ApiConfig.Parameters.ANY) {
            return;
        }
        Collection<String> unknown = unknown(json, endpoint.known, VLLM);
        if (!unknown.isEmpty()) {
            String first = unknown.iterator().next();
            throw endpoint == Endpoint.RESPONSES ? unknownParameter(first) : unrecognized(unknown);
        }
        Collection<String> options = unknown(json.path("stream_options"), STREAM_OPTIONS, VLLM_STREAM_OPTIONS);
        if (!options.isEmpty()) {
            throw unknownParameter("stream_options." + options.iterator().next());
        }
    }

    /** The shortest answer of the Responses API that can be asked for. */
    int leastOutputTokens() {
        return taken == ApiConfig.Parameters.ANY ? 1 : 16;
    }

    private Collection<String> unknown(JsonNode json, Set<String> known, Set<String> compatible) {
        Set<String> unknown = null;
        for (var field : json.properties()) {
            String name = field.getKey();
            if (!known.contains(name) && !(taken == ApiConfig.Parameters.COMPATIBLE && compatible.contains(name))) {
                unknown = unknown == null ? new TreeSet<>() : unknown;
                unknown.add(name);
            }
        }
        return unknown == null ? List.of() : unknown;
    }

    /** The older endpoints tell all of them, and no field or code. */
    static ServedError unrecognized(Collection<String> names) {
        return ServedError.invalid(
                null,
                "Unrecognized request argument" + (names.size() == 1 ? "" : "s") + " supplied: "
                        + String.join(", ", names));
    }

    private static ServedError unknownParameter(String name) {
        return ServedError.invalid(name, "unknown_parameter", "Unknown parameter: '" + name + "'.");
    }

    private static Set<String> names(String spaced) {
        return Set.of(spaced.strip().split("\\s+"));
    }
}
