package io.tokenweir.report.compare;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** What should be the same in two runs that are compared, as texts by what they are called. Pure. */
final class RunFactsText {
    /** The server's own count; may scatter with random lengths. */
    static final String PROMPT_TOKENS = "mean prompt tokens";

    private RunFactsText() {}

    /** What the summary does not say is left out. */
    static Map<String, String> of(JsonNode summary) {
        Map<String, String> facts = new LinkedHashMap<>();
        JsonNode target = summary.path("target");
        put(facts, "target", target.path("url"));
        put(facts, "protocol", target.path("api"));
        put(facts, "provider rules", target.path("provider"));
        put(facts, "model", target.path("model"));
        put(facts, "scenario", summary.path("run").path("scenario"));
        int place = 0;
        for (JsonNode load : summary.path("load")) {
            place++;
            String name =
                    summary.path("load").size() == 1 ? "" : load.path("name").asText("load " + place) + " ";
            put(facts, name + "executor", load.path("executor"));
            for (Map.Entry<String, JsonNode> setting : load.path("settings").properties()) {
                put(facts, name + setting.getKey(), setting.getValue());
            }
        }
        JsonNode span = summary.path("span");
        facts.put(
                "measured time",
                String.format(Locale.ROOT, "%.0f s", span.path("seconds").asDouble()));
        facts.put(
                "warm-up",
                String.format(Locale.ROOT, "%.0f s", span.path("warmUpSeconds").asDouble()));
        long answered = summary.path("requests").path("answered").asLong();
        long input = summary.path("tokens").path("input").asLong();
        if (answered > 0 && input > 0) {
            facts.put(PROMPT_TOKENS, String.format(Locale.ROOT, "%.1f", (double) input / answered));
        }
        JsonNode setup = summary.path("setup");
        put(facts, "version", setup.path("tokenweir"));
        put(facts, "Java", setup.path("java"));
        put(facts, "system", setup.path("os"));
        put(facts, "machine", setup.path("host"));
        put(facts, "processor", setup.path("cpu"));
        put(facts, "cores", setup.path("cores"));
        return facts;
    }

    private static void put(Map<String, String> facts, String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            facts.put(name, value.asText());
        }
    }
}
