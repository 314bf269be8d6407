package io.tokenweir.simulator;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Lays one configuration over another: objects key by key, lists whole. Of voices, headers and bodies are taken whole, and
 * one that is named, or starts from one that is, takes the place of the other.
 */
final class Overlay {
    private static final String TEMPLATE_MODEL = "sim-large";
    private static final Set<String> WHOLE = Set.of("headers", "body");

    private Overlay() {}

    /** Changes {@code base}. */
    static void lay(ObjectNode base, JsonNode over) {
        over.path("models").fieldNames().forEachRemaining(name -> addModel((ObjectNode) base.get("models"), name));
        lay(base, over, false);
    }

    /** The same for one voice. */
    static void layVoice(ObjectNode base, JsonNode over) {
        lay(base, over, true);
    }

    private static void lay(ObjectNode base, JsonNode over, boolean voice) {
        over.properties().forEach(entry -> {
            String key = entry.getKey();
            boolean whole = voice && (WHOLE.contains(key) || entry.getValue().has(Profiles.USE));
            if (!whole
                    && base.get(key) instanceof ObjectNode below
                    && entry.getValue().isObject()) {
                lay(below, entry.getValue(), voice || key.equals("voices"));
            } else {
                base.set(key, entry.getValue());
            }
        });
    }

    /** A model that the base does not know starts as a copy of the large one, so that a file names only what differs. */
    private static void addModel(ObjectNode models, String name) {
        if (!models.has(name)) {
            ObjectNode copy = models.get(TEMPLATE_MODEL).deepCopy();
            models.set(name, copy.put("snapshot", name));
        }
    }
}
