package io.tokenweir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Puts the trace, or the recorded bodies with weights, and the options of the command line into a scenario file, so that the file kept with the run is the truth. */
final class TraceScenario {
    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * What the command line says; null where it says nothing.
     *
     * @param weighted whether the file has weights, and so goes to every scenario with a rate or users
     */
    record Wish(
            String trace,
            boolean weighted,
            Double speed,
            Integer limit,
            String spread,
            boolean skipBadRows,
            String model,
            String target) {}

    private TraceScenario() {}

    static String write(Text scenario, Wish wish) {
        try {
            JsonNode root = YAML.readTree(scenario.content());
            boolean found = false;
            for (JsonNode load : root.path("scenarios")) {
                boolean timed = "trace-replay".equals(load.path("executor").asText());
                if (load instanceof ObjectNode object && timed != wish.weighted()) {
                    if (timed) {
                        putTrace(object, wish);
                    } else {
                        putBodies(object, wish);
                    }
                    found = true;
                }
            }
            if (!found) {
                throw Failure.usage(scenario.name()
                        + (wish.weighted()
                                ? " has no scenario with a rate or users; the rows of " + wish.trace()
                                        + " have weights and no timestamps, so trace-replay cannot send them."
                                : " has no scenario with 'executor: trace-replay' that the trace could go to."));
            }
            if (root.path("target") instanceof ObjectNode target) {
                putIfGiven(target, "model", wish.model());
                putIfGiven(target, "url", wish.target());
            }
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw Failure.usage(scenario.name() + " is not YAML: " + e.getOriginalMessage());
        }
    }

    private static void putBodies(ObjectNode load, Wish wish) {
        ObjectNode prompt = load.putObject("prompt");
        prompt.put("file", wish.trace());
        if (wish.skipBadRows()) {
            prompt.put("skipBadRows", true);
        }
    }

    private static void putTrace(ObjectNode load, Wish wish) {
        ObjectNode trace = load.path("trace") instanceof ObjectNode there ? there : load.putObject("trace");
        trace.put("file", wish.trace());
        if (wish.speed() != null) {
            trace.put("speed", wish.speed());
        }
        if (wish.limit() != null) {
            trace.put("limit", wish.limit());
        }
        putIfGiven(trace, "spread", wish.spread());
        if (wish.skipBadRows()) {
            trace.put("skipBadRows", true);
        }
    }

    private static void putIfGiven(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
