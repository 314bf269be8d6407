package io.tokenweir.simulator.anthropic;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Request;

/**
 * Which parameters and beta features requests may name: what Anthropic's own package knows (anthropic 2.14, November 2026),
 * and the sampling parameters of older models.
 *
 * @param any whether what is not known is ignored
 */
record Parameters(boolean any) {
    private static final Set<String> COUNTED = names("""
            betas billing_policy cache_control compaction context_management mcp_servers messages model output_config
            speed system thinking tool_choice tools user_profile_id workspace_id""");
    private static final Set<String> MESSAGES =
            Stream.concat(COUNTED.stream(), names("""
                            container diagnostics fallback_credit_token fallbacks inference_geo max_tokens metadata
                            service_tier stop_sequences stream temperature thread top_k top_p""").stream()).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> MESSAGE = Set.of("role", "content");
    /** Every beta feature has a name and the date of its beginning. */
    private static final Pattern BETA = Pattern.compile("[a-z0-9-]+-20\\d\\d-[01]\\d-[0-3]\\d");

    /**
     * @param counting whether only tokens are to be counted
     * @throws ServedError when something is named that there is not
     */
    void check(Request request, JsonNode json, boolean counting) {
        if (any) {
            return;
        }
        checkBetas(request);
        checkNames(json, counting ? COUNTED : MESSAGES, "");
        int i = 0;
        for (JsonNode message : json.path("messages")) {
            checkNames(message, MESSAGE, "messages." + i++ + ".");
        }
    }

    private static void checkBetas(Request request) {
        String unknown = Stream.of(request.header("anthropic-beta").orElse("").split(","))
                .map(String::strip)
                .filter(beta -> !beta.isEmpty() && !BETA.matcher(beta).matches())
                .map(beta -> '`' + beta + '`')
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw ServedError.invalid(
                    null,
                    "Unexpected value(s) " + unknown + " for the `anthropic-beta` header. Please consult our"
                            + " documentation at docs.anthropic.com or try again without the header.");
        }
    }

    private static void checkNames(JsonNode json, Set<String> known, String at) {
        for (var field : json.properties()) {
            if (!known.contains(field.getKey())) {
                String name = at + field.getKey();
                throw ServedError.invalid(name, name + ": Extra inputs are not permitted");
            }
        }
    }

    private static Set<String> names(String spaced) {
        return Set.of(spaced.strip().split("\\s+"));
    }
}
