package io.tokenweir.cli;

import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * Makes of a scenario file one that goes on: traces begin again at their end, rates and users last as long as wanted. The
 * file that is kept with the run is then the truth. Pure.
 */
final class LoopScenario {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Nobody will wait for its end. */
    private static final Duration ENDLESS = Duration.ofDays(3_650);

    private LoopScenario() {}

    static String write(String source, String scenario, Duration length) {
        try {
            JsonNode root = YAML.readTree(scenario);
            for (Map.Entry<String, JsonNode> load : root.path("scenarios").properties()) {
                if (load.getValue() instanceof ObjectNode object) {
                    goOn(source + ": scenario '" + load.getKey() + "'", object, length);
                }
            }
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw Failure.usage(source + " is not YAML: " + e.getOriginalMessage());
        }
    }

    private static void goOn(String where, ObjectNode load, Duration length) {
        switch (load.path("executor").asText()) {
            case "trace-replay" -> {
                if (load.path("trace") instanceof ObjectNode trace) {
                    trace.put("loop", true);
                }
                if (length == null) {
                    load.remove("duration");
                } else {
                    load.put("duration", text(length));
                }
            }
            case "constant-vus", "constant-arrival-rate", "poisson-arrival-rate", "gamma-arrival-rate" ->
                load.put("duration", text(length == null ? ENDLESS : length));
            default ->
                throw Failure.usage(where + " ends by itself ("
                        + (load.has("preset") ? "preset" : load.path("executor").asText())
                        + "); --loop goes on with traces, constant users and constant rates.");
        }
        load.remove("coolDown");
    }

    private static String text(Duration length) {
        return length.toMillis() + "ms";
    }
}
