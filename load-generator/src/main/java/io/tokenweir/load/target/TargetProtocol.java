package io.tokenweir.load.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.protocol.application.ApplicationAdapter;
import io.tokenweir.protocol.provider.Api;
import io.tokenweir.protocol.provider.ProviderAdapter;

/** How a target is spoken to: a provider's API by its name, or an application as the scenario describes it. */
public final class TargetProtocol {
    private TargetProtocol() {}

    /** Throws {@link IllegalArgumentException} with a sentence when the API is not known, or the description not understood. */
    public static ProviderAdapter of(TargetSpec spec) {
        return spec.isApplication()
                ? ApplicationAdapter.of(spec.application())
                : Api.named(spec.api()).adapter(spec.apiVersion());
    }

    /** The scenario's own rules, then those that its description of an application makes; null when there are none. */
    public static JsonNode rules(TargetSpec spec, ProviderAdapter adapter) {
        if (!(adapter instanceof ApplicationAdapter application)
                || spec.rules() != null && !spec.rules().isArray()) {
            return spec.rules();
        }
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        if (spec.rules() != null) {
            spec.rules().forEach(rules::add);
        }
        application.rules().forEach(rules::add);
        return rules;
    }
}
