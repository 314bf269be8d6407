package io.tokenweir.simulator.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Azure's content filters say of a prompt or an answer that is harmless. */
final class AzureFilters {
    private AzureFilters() {}

    /** The chunk that stands before the first choice. */
    static Map<String, Object> firstChunk() {
        Map<String, Object> chunk = new LinkedHashMap<>();
        chunk.put("id", "");
        chunk.put("object", "");
        chunk.put("created", 0);
        chunk.put("model", "");
        chunk.put("choices", List.of());
        chunk.put("prompt_filter_results", prompt());
        return chunk;
    }

    static List<Map<String, Object>> prompt() {
        Map<String, Object> results = answer();
        results.put("jailbreak", Map.of("filtered", false, "detected", false));
        return List.of(Map.of("prompt_index", 0, "content_filter_results", results));
    }

    static Map<String, Object> answer() {
        Map<String, Object> results = new LinkedHashMap<>();
        for (String category : List.of("hate", "self_harm", "sexual", "violence")) {
            results.put(category, Map.of("filtered", false, "severity", "safe"));
        }
        return results;
    }
}
