package io.tokenweir.platform;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tokenweir.registry.Compatibility;
import io.tokenweir.registry.RegisteredSchema;
import io.tokenweir.registry.RegistryException;
import io.tokenweir.registry.SubjectStore;

/**
 * Confluent's registry API as a function of method, path and body, over a store and the log that makes it durable. Knows no
 * sockets. Thread-safe: one call at a time, because a version number is taken between looking and writing.
 */
final class RegistryApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NO_OWN_LEVEL = 40408;

    private final SubjectStore store;
    private final SchemaLog log;

    RegistryApi(SubjectStore store, SchemaLog log) {
        this.store = store;
        this.log = log;
    }

    /**
     * @param path decoded segments
     * @param verbose whether a compatibility check should say what is wrong
     * @param orDefault whether a subject without a level of its own answers with the default one
     */
    record Call(String method, List<String> path, boolean verbose, boolean orDefault, String body) {
        String segment(int index) {
            return path.get(index);
        }

        /** Whether method and path are of this shape; {@code *} stands for any segment. */
        boolean is(String wantedMethod, String... shape) {
            if (!method.equals(wantedMethod) || path.size() != shape.length) {
                return false;
            }
            for (int i = 0; i < shape.length; i++) {
                if (!shape[i].equals("*") && !shape[i].equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The answer; refusals are {@link RegistryException}s. */
    synchronized JsonNode answer(Call call) {
        if (call.path().isEmpty()) {
            return NODES.objectNode();
        }
        return switch (call.segment(0)) {
            case "subjects" -> subjects(call);
            case "schemas" -> schemas(call);
            case "compatibility" -> compatibility(call);
            case "config" -> config(call);
            case "mode" -> NODES.objectNode().put("mode", "READWRITE");
            default -> throw noSuchResource(call);
        };
    }

    private JsonNode subjects(Call call) {
        if (call.is("GET", "subjects")) {
            ArrayNode names = NODES.arrayNode();
            store.subjects().stream().sorted().forEach(names::add);
            return names;
        }
        if (call.is("GET", "subjects", "*", "versions")) {
            ArrayNode numbers = NODES.arrayNode();
            store.versions(call.segment(1)).forEach(version -> numbers.add(version.version()));
            return numbers;
        }
        if (call.is("GET", "subjects", "*", "versions", "*")) {
            return node(version(call.segment(1), call.segment(3)));
        }
        if (call.is("GET", "subjects", "*", "versions", "*", "schema")) {
            return parsed(version(call.segment(1), call.segment(3)).schema());
        }
        if (call.is("POST", "subjects", "*")) {
            return node(store.lookUp(call.segment(1), schemaIn(call)));
        }
        if (call.is("POST", "subjects", "*", "versions")) {
            return NODES.objectNode().put("id", register(call.segment(1), schemaIn(call)));
        }
        throw noSuchResource(call);
    }

    private int register(String subject, String schema) {
        RegisteredSchema version = store.plan(subject, schema);
        if (!store.contains(version)) {
            RegistryRecords.append(log, version);
            store.apply(version);
        }
        return version.id();
    }

    private JsonNode schemas(Call call) {
        if (call.is("GET", "schemas", "types")) {
            return NODES.arrayNode().add("AVRO");
        }
        if (call.is("GET", "schemas", "ids", "*")) {
            return NODES.objectNode().put("schema", store.schemaById(number(call.segment(2))));
        }
        throw noSuchResource(call);
    }

    private JsonNode compatibility(Call call) {
        List<String> conflicts;
        if (call.is("POST", "compatibility", "subjects", "*", "versions")) {
            conflicts = store.conflicts(call.segment(2), schemaIn(call));
        } else if (call.is("POST", "compatibility", "subjects", "*", "versions", "*")) {
            boolean firstEver = isLatest(call.segment(4)) && !store.subjects().contains(call.segment(2));
            conflicts = firstEver
                    ? store.conflicts(call.segment(2), schemaIn(call))
                    : store.conflicts(version(call.segment(2), call.segment(4)), schemaIn(call));
        } else {
            throw noSuchResource(call);
        }
        ObjectNode answer = NODES.objectNode().put("is_compatible", conflicts.isEmpty());
        if (call.verbose()) {
            conflicts.forEach(answer.putArray("messages")::add);
        }
        return answer;
    }

    private JsonNode config(Call call) {
        String subject = call.path().size() > 1 ? call.segment(1) : null;
        if (call.is("GET", "config")) {
            return level("compatibilityLevel", store.defaultLevel());
        }
        if (call.is("GET", "config", "*")) {
            Compatibility level = store.ownLevel(subject).orElse(call.orDefault() ? store.defaultLevel() : null);
            if (level == null) {
                throw RegistryException.refusal(
                        NO_OWN_LEVEL,
                        "Subject '" + subject
                                + "' does not have subject-level compatibility configured; ask with defaultToGlobal=true.");
            }
            return level("compatibilityLevel", level);
        }
        if (call.is("PUT", "config") || call.is("PUT", "config", "*")) {
            Compatibility level =
                    Compatibility.named(object(call).path("compatibility").asText());
            RegistryRecords.append(log, subject, level);
            store.applyLevel(subject, level);
            return level("compatibility", level);
        }
        throw noSuchResource(call);
    }

    private RegisteredSchema version(String subject, String version) {
        if (isLatest(version)) {
            return store.latest(subject);
        }
        List<RegisteredSchema> versions = store.versions(subject);
        int wanted = number(version);
        if (wanted < 1) {
            throw RegistryException.refusal(
                    RegistryException.INVALID_VERSION,
                    "The specified version '" + version
                            + "' is not a valid version id; give a positive number or latest.");
        }
        return versions.stream()
                .filter(one -> one.version() == wanted)
                .findFirst()
                .orElseThrow(() -> RegistryException.refusal(
                        RegistryException.VERSION_NOT_FOUND, "Subject " + subject + " has no version " + wanted + "."));
    }

    private static boolean isLatest(String version) {
        return version.equals("latest") || version.equals("-1");
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RegistryException.refusal(
                    RegistryException.INVALID_VERSION,
                    "'" + text + "' is not a number; give a whole number or latest.");
        }
    }

    private static String schemaIn(Call call) {
        JsonNode body = object(call);
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")
                || body.path("references").size() > 0
                || !body.path("schema").isTextual()) {
            throw RegistryException.refusal(
                    RegistryException.INVALID_SCHEMA,
                    "The body must be {\"schema\": \"<a whole Avro schema as text>\"}; other types and references are not kept here.");
        }
        return body.get("schema").textValue();
    }

    private static JsonNode object(Call call) {
        JsonNode body = parsed(call.body());
        if (!body.isObject()) {
            throw RegistryException.refusal(422, "The body is no JSON object.");
        }
        return body;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw RegistryException.refusal(400, "The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static ObjectNode node(RegisteredSchema version) {
        return NODES.objectNode()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema());
    }

    private static JsonNode level(String field, Compatibility level) {
        return NODES.objectNode().put(field, level.name());
    }

    private static RegistryException noSuchResource(Call call) {
        boolean known = List.of("GET", "POST", "PUT").contains(call.method());
        return RegistryException.refusal(
                known ? NOT_FOUND : METHOD_NOT_ALLOWED,
                call.method() + " /" + String.join("/", call.path()) + " is not part of this registry.");
    }
}
