package io.tokenweir.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * What a registry knows: subjects, versions, ids and compatibility levels, by Confluent's rules. Pure state, no I/O.
 *
 * <p>A change is first planned, then made durable by whoever owns the log, then applied; replaying the applied changes in
 * order rebuilds the store. Ids are global: equal schemas under different subjects share one; schemas that differ in a doc
 * are different. Not thread-safe.
 */
public final class SubjectStore {
    private final Map<String, List<RegisteredSchema>> versions = new TreeMap<>();
    private final Map<Integer, String> schemas = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private Compatibility defaultLevel = Compatibility.BACKWARD;
    private int lastId;

    /** The version that registering {@code schema} would make or find; {@link #contains} tells which. */
    public RegisteredSchema plan(String subject, String schema) {
        Schema parsed = parse(schema);
        Optional<RegisteredSchema> known = find(subject, parsed.toString());
        if (known.isPresent()) {
            return known.get();
        }
        List<String> conflicts = conflicts(subject, parsed);
        if (!conflicts.isEmpty()) {
            throw RegistryException.refusal(
                    RegistryException.INCOMPATIBLE,
                    "Schema for subject " + subject + " is not " + level(subject)
                            + " compatible with what is registered: " + String.join("; ", conflicts));
        }
        List<RegisteredSchema> existing = versions.getOrDefault(subject, List.of());
        int version = existing.isEmpty() ? 1 : existing.get(existing.size() - 1).version() + 1;
        Integer id = ids.get(parsed.toString());
        return new RegisteredSchema(subject, version, id == null ? lastId + 1 : id, parsed.toString());
    }

    public boolean contains(RegisteredSchema version) {
        return versions.getOrDefault(version.subject(), List.of()).contains(version);
    }

    /** Takes a planned or replayed version in; taking it in twice changes nothing. */
    public void apply(RegisteredSchema version) {
        if (contains(version)) {
            return;
        }
        versions.computeIfAbsent(version.subject(), subject -> new ArrayList<>())
                .add(version);
        schemas.put(version.id(), version.schema());
        ids.putIfAbsent(version.schema(), version.id());
        lastId = Math.max(lastId, version.id());
    }

    /** Refuses with 40401 when the subject is unknown, with 40403 when it never had this schema. */
    public RegisteredSchema lookUp(String subject, String schema) {
        Schema parsed = parse(schema);
        versions(subject);
        return find(subject, parsed.toString())
                .orElseThrow(() -> RegistryException.refusal(
                        RegistryException.SCHEMA_NOT_FOUND, "Subject " + subject + " has no such schema."));
    }

    /** The schema as JSON; refuses with 40403. */
    public String schemaById(int id) {
        String schema = schemas.get(id);
        if (schema == null) {
            throw RegistryException.refusal(RegistryException.SCHEMA_NOT_FOUND, "No schema has id " + id + ".");
        }
        return schema;
    }

    /** All versions, oldest first, never empty; refuses with 40401. */
    public List<RegisteredSchema> versions(String subject) {
        List<RegisteredSchema> found = versions.get(subject);
        if (found == null) {
            throw RegistryException.refusal(
                    RegistryException.SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found.");
        }
        return List.copyOf(found);
    }

    public RegisteredSchema latest(String subject) {
        List<RegisteredSchema> found = versions(subject);
        return found.get(found.size() - 1);
    }

    public Set<String> subjects() {
        return Set.copyOf(versions.keySet());
    }

    /** Why the subject would not take {@code schema} next; empty when it would. */
    public List<String> conflicts(String subject, String schema) {
        return conflicts(subject, parse(schema));
    }

    /** Why {@code schema} does not go with one version, by the subject's level; empty when it does. */
    public List<String> conflicts(RegisteredSchema version, String schema) {
        return level(version.subject()).conflicts(parse(schema), List.of(parse(version.schema())));
    }

    public Compatibility level(String subject) {
        return levels.getOrDefault(subject, defaultLevel);
    }

    /** The level set for this very subject. */
    public Optional<Compatibility> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    public Compatibility defaultLevel() {
        return defaultLevel;
    }

    /** Sets a subject's level, or the default where {@code subject} is null. */
    public void applyLevel(String subject, Compatibility level) {
        if (subject == null) {
            defaultLevel = level;
        } else {
            levels.put(subject, level);
        }
    }

    private Optional<RegisteredSchema> find(String subject, String schema) {
        Integer id = ids.get(schema);
        return id == null
                ? Optional.empty()
                : versions.getOrDefault(subject, List.of()).stream()
                        .filter(version -> version.id() == id)
                        .findFirst();
    }

    private List<String> conflicts(String subject, Schema schema) {
        List<Schema> earlier = versions.getOrDefault(subject, List.of()).stream()
                .map(version -> parse(version.schema()))
                .toList();
        return level(subject).conflicts(schema, earlier);
    }

    private static Schema parse(String schema) {
        try {
            return new Schema.Parser().parse(schema);
        } catch (SchemaParseException e) {
            throw new RegistryException(
                    422, RegistryException.INVALID_SCHEMA, "This is not an Avro schema: " + e.getMessage(), e);
        }
    }
}
