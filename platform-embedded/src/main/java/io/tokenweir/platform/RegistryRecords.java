package io.tokenweir.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tokenweir.registry.Compatibility;
import io.tokenweir.registry.RegisteredSchema;
import io.tokenweir.registry.SubjectStore;

/** A registry's changes as records of {@code _schemas}, in the JSON that Confluent's registry keeps there. */
final class RegistryRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RegistryRecords() {}

    static void append(SchemaLog log, RegisteredSchema version) {
        ObjectNode key = JSON.createObjectNode();
        key.put("keytype", "SCHEMA").put("subject", version.subject());
        key.put("version", version.version()).put("magic", 1);
        ObjectNode value = JSON.createObjectNode();
        value.put("subject", version.subject()).put("version", version.version());
        value.put("id", version.id()).put("schema", version.schema()).put("deleted", false);
        log.append(key.toString(), value.toString());
    }

    /** The default's level where {@code subject} is null. */
    static void append(SchemaLog log, String subject, Compatibility level) {
        ObjectNode key = JSON.createObjectNode();
        key.put("keytype", "CONFIG").put("subject", subject).put("magic", 0);
        log.append(
                key.toString(),
                JSON.createObjectNode().put("compatibilityLevel", level.name()).toString());
    }

    /** Applies one record; kinds that we never write are passed over. */
    static void replay(SubjectStore store, String key, String value) {
        if (key == null || value == null) {
            return;
        }
        try {
            JsonNode keyNode = JSON.readTree(key);
            JsonNode valueNode = JSON.readTree(value);
            String subject = keyNode.path("subject").textValue();
            switch (keyNode.path("keytype").asText()) {
                case "SCHEMA" ->
                    store.apply(new RegisteredSchema(
                            subject,
                            valueNode.path("version").intValue(),
                            valueNode.path("id").intValue(),
                            valueNode.path("schema").textValue()));
                case "CONFIG" ->
                    store.applyLevel(
                            subject,
                            Compatibility.named(
                                    valueNode.path("compatibilityLevel").asText()));
                default -> {
                    // a kind that only other registries write
                }
            }
        } catch (JsonProcessingException e) {
            throw new PlatformException(
                    "Topic _schemas holds a record that is not JSON; restore or delete the data folder.", e);
        }
    }
}
