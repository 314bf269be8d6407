package io.tokenweir.cli;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * The scenario of a control run: the same load, but every virtual user retries at once, as naive clients do, and has no other
 * policy. Pure.
 */
final class ControlScenario {
    /** The only kind of control run there is. */
    static final String NAIVE = "naive";

    private static final YAMLMapper YAML = new YAMLMapper();

    private ControlScenario() {}

    static String naive(String source, String scenario) {
        try {
            JsonNode root = YAML.readTree(scenario);
            for (Map.Entry<String, JsonNode> load : root.path("scenarios").properties()) {
                if (load.getValue() instanceof ObjectNode object) {
                    ObjectNode reaction = object.putObject("reaction");
                    reaction.put("retry", NAIVE);
                }
            }
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw Failure.usage(source + " is not YAML: " + e.getOriginalMessage());
        }
    }
}
