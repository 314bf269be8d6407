package io.tokenweir.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.Schema;

/**
 * Asks a schema registry, and remembers what cannot change: ids of registered schemas, schemas of ids; and, for a while, ids
 * that it does not know.
 *
 * <p>Speaks Confluent's REST API under Confluent's property names ({@code schema.registry.url} with one or more URLs,
 * {@code basic.auth.*}, {@code bearer.auth.*}, {@code schema.registry.ssl.*}, {@code max.retries}, {@code missing.id.cache.ttl.sec}); {@code mock://name} is a registry inside this JVM.
 * Thread-safe. Every call that is not answered from memory blocks, and may throw {@link RegistryException}.
 */
public final class SchemaRegistryClient {
    private final Registry registry;
    private final MissingIds missing;
    private final Map<Integer, Schema> schemasById = new ConcurrentHashMap<>();
    private final Map<SubjectSchema, Integer> registered = new ConcurrentHashMap<>();
    private final Map<SubjectSchema, Integer> found = new ConcurrentHashMap<>();

    private record SubjectSchema(String subject, Schema schema) {}

    SchemaRegistryClient(Registry registry, MissingIds missing) {
        this.registry = registry;
        this.missing = missing;
    }

    /** A client for the registry that Confluent's properties name. */
    public static SchemaRegistryClient of(Map<String, ?> config) {
        RegistrySettings settings = RegistrySettings.from(config);
        List<String> urls = settings.urls();
        if (urls.get(0).startsWith(MockRegistry.SCHEME)) {
            // within this JVM a question costs nothing
            return new SchemaRegistryClient(
                    MockRegistry.named(urls.get(0).substring(MockRegistry.SCHEME.length())),
                    new MissingIds(0, System::nanoTime));
        }
        return new SchemaRegistryClient(
                new HttpRegistry(settings, new Random(), SchemaRegistryClient::sleep),
                new MissingIds(settings.missingIdTtl().toNanos(), System::nanoTime));
    }

    /** A client for the registry at this URL, without credentials. */
    public static SchemaRegistryClient of(String url) {
        return of(Map.of("schema.registry.url", url));
    }

    /** Registers the schema under the subject, or finds it there; answers its id. */
    public int register(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        Integer id = registered.get(key);
        if (id == null) {
            id = registry.register(subject, SchemaText.plain(schema));
            registered.put(key, id);
        }
        return id;
    }

    /** Id of a schema that is registered already; refuses with 40401 or 40403. */
    public int idOf(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        Integer id = found.get(key);
        if (id == null) {
            id = registry.lookUp(subject, SchemaText.plain(schema)).id();
            found.put(key, id);
        }
        return id;
    }

    /** The schema with this id; refuses with 40403, for a while without asking again. */
    public Schema schemaById(int id) {
        Schema schema = schemasById.get(id);
        if (schema == null) {
            RegistryException refusal = missing.refusalOf(id);
            if (refusal != null) {
                throw refusal;
            }
            schema = SchemaText.parse(ask(id));
            schemasById.put(id, schema);
        }
        return schema;
    }

    private String ask(int id) {
        try {
            return registry.schemaById(id);
        } catch (RegistryException e) {
            if (e.errorCode() == RegistryException.SCHEMA_NOT_FOUND && !e.retriable()) {
                missing.add(id, e);
            }
            throw e;
        }
    }

    /** The newest version of a subject, asked anew each time; refuses with 40401. */
    public RegisteredSchema latest(String subject) {
        return registry.latest(subject);
    }

    /** Whether the subject would take this schema as its next version, by its compatibility level. */
    public boolean isCompatible(String subject, Schema schema) {
        return registry.isCompatible(subject, SchemaText.plain(schema));
    }

    private static void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }
}
