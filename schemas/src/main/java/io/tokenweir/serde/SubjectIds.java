package io.tokenweir.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;

import io.tokenweir.registry.RegisteredSchema;
import io.tokenweir.registry.RegistryException;
import io.tokenweir.registry.SchemaRegistryClient;

/** The id that goes before a record: by subject and schema, as the options allow, asked once. Thread-safe. */
final class SubjectIds {
    private final SchemaRegistryClient registry;
    private final WireOptions options;
    private final Map<String, Map<Schema, Integer>> ids = new ConcurrentHashMap<>();

    SubjectIds(SchemaRegistryClient registry, WireOptions options) {
        this.registry = registry;
        this.options = options;
    }

    int idFor(String subject, Schema schema) {
        Map<Schema, Integer> known = ids.get(subject);
        if (known == null) {
            known = ids.computeIfAbsent(subject, unused -> new ConcurrentHashMap<>());
        }
        Integer id = known.get(schema);
        if (id == null) {
            id = ask(subject, schema);
            known.put(schema, id);
        }
        return id;
    }

    private int ask(String subject, Schema schema) {
        try {
            if (options.useLatest()) {
                return latest(subject, schema);
            }
            return options.autoRegister() ? registry.register(subject, schema) : registry.idOf(subject, schema);
        } catch (RegistryException e) {
            if (e.retriable()) {
                throw e;
            }
            String mend = options.autoRegister()
                    ? "mend the subject's versions or its compatibility level"
                    : "register it first, or set auto.register.schemas=true";
            throw new SerializationException(
                    "Subject " + subject + " does not take schema " + schema.getFullName() + " (" + e.getMessage()
                            + "); " + mend + ".",
                    e);
        }
    }

    private int latest(String subject, Schema schema) {
        RegisteredSchema latest = registry.latest(subject);
        Schema newest = registry.schemaById(latest.id());
        if (SchemaNormalization.parsingFingerprint64(newest) != SchemaNormalization.parsingFingerprint64(schema)) {
            throw new SerializationException("Version " + latest.version() + " of subject " + subject + " is not the "
                    + schema.getFullName() + " that this program writes; set use.latest.version=false.");
        }
        return latest.id();
    }
}
