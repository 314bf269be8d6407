package io.tokenweir.common.scenario;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is load-tested, and how it is reached.
 *
 * @param url base address, e.g. {@code http://127.0.0.1:8000/v1}; null when the command line gives it
 * @param api protocol, e.g. {@code openai-chat}
 * @param apiVersion version of the API, where requests name one; null for the usual
 * @param provider rule table that classifies refusals, which also names the provider in results; the API's own by default
 * @param model model to ask for
 * @param headers sent with every request; a value may name environment variables as <code>${NAME}</code>
 * @param caFile certificates (PEM) that are trusted instead of the JDK's
 * @param http {@code auto} (HTTP/2 where the server offers it), {@code 1.1} or {@code 2}
 * @param timeouts how long an attempt may take
 * @param rules outcome rules that come before the provider's, in the form of its table; null: none
 * @param application how an application is asked and how it answers, with {@code api: http}; read by the load generator; null:
 *     none
 * @param authorised who allowed this test; needed for every target that is not on loopback
 */
public record TargetSpec(
        String url,
        String api,
        String apiVersion,
        String provider,
        String model,
        Map<String, String> headers,
        String caFile,
        String http,
        TimeoutSpec timeouts,
        JsonNode rules,
        JsonNode application,
        Authorisation authorised) {
    private static final String APPLICATION = "http";

    public TargetSpec {
        api = api == null ? "openai-chat" : api;
        provider = provider == null ? usualProvider(api) : provider;
        headers = headers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        http = http == null ? "auto" : http;
        timeouts = timeouts == null ? TimeoutSpec.USUAL : timeouts;
        if (api.equals(APPLICATION)) {
            model = model == null ? "application" : model;
            timeouts = hang(application) == null ? timeouts : timeouts.withPatience(hang(application));
        }
    }

    /** How long a user waits for anything new before the application counts as hanging; null when the scenario does not say. */
    private static Duration hang(JsonNode application) {
        JsonNode hang = application == null ? null : application.get("hang");
        return hang == null || hang.isNull() ? null : Durations.parse(hang.asText());
    }

    /** Whether it is an application, whose users are played. */
    public boolean isApplication() {
        return api.equals(APPLICATION);
    }

    private static String usualProvider(String api) {
        return switch (api) {
            case "anthropic-messages" -> "anthropic";
            case "azure-openai" -> "azure-openai";
            case APPLICATION -> "application";
            default -> "openai";
        };
    }

    public TargetSpec withUrl(String newUrl) {
        return new TargetSpec(
                newUrl,
                api,
                apiVersion,
                provider,
                model,
                headers,
                caFile,
                http,
                timeouts,
                rules,
                application,
                authorised);
    }

    /** What holds for another target too: its own headers, which may carry secrets, do not. */
    public TargetSpec elsewhere() {
        return new TargetSpec(
                null,
                api,
                apiVersion,
                provider,
                model,
                Map.of(),
                caFile,
                http,
                timeouts,
                rules,
                application,
                authorised);
    }

    /**
     * The same protocol and model at a plain address of our own, without anything of the way to the real one.
     *
     * @param asked how, where it is an application
     */
    public TargetSpec atHome(String newUrl, JsonNode asked) {
        return new TargetSpec(newUrl, api, apiVersion, provider, model, Map.of(), null, "1.1", null, null, asked, null);
    }

    /**
     * The operator's declaration that the test is allowed.
     *
     * @param by who said so
     * @param until last day on which it holds
     * @param hosts exact host names that it covers
     */
    public record Authorisation(String by, LocalDate until, List<String> hosts) {
        public Authorisation {
            hosts = hosts == null ? List.of() : List.copyOf(hosts);
        }
    }
}
