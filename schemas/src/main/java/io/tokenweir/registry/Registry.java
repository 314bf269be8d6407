package io.tokenweir.registry;

/** What a schema registry can be asked. Refusals and failures are {@link RegistryException}s. */
interface Registry {
    /** Registers a schema, or finds it when it is there already; answers its id. */
    int register(String subject, String schema);

    /** Finds a registered schema; refuses with 40401 or 40403. */
    RegisteredSchema lookUp(String subject, String schema);

    /** The schema with this id, as JSON; refuses with 40403. */
    String schemaById(int id);

    /** The newest version; refuses with 40401. */
    RegisteredSchema latest(String subject);

    /** Whether the subject would take this schema as its next version. */
    boolean isCompatible(String subject, String schema);
}
