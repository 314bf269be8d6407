package io.tokenweir.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A registry inside this JVM, one per name; reached as {@code mock://name}, for tests without a server. */
final class MockRegistry implements Registry {
    static final String SCHEME = "mock://";

    private static final Map<String, MockRegistry> BY_NAME = new ConcurrentHashMap<>();

    private final SubjectStore store = new SubjectStore();

    private MockRegistry() {}

    static MockRegistry named(String name) {
        return BY_NAME.computeIfAbsent(name, unused -> new MockRegistry());
    }

    @Override
    public synchronized int register(String subject, String schema) {
        RegisteredSchema version = store.plan(subject, schema);
        store.apply(version);
        return version.id();
    }

    @Override
    public synchronized RegisteredSchema lookUp(String subject, String schema) {
        return store.lookUp(subject, schema);
    }

    @Override
    public synchronized String schemaById(int id) {
        return store.schemaById(id);
    }

    @Override
    public synchronized RegisteredSchema latest(String subject) {
        return store.latest(subject);
    }

    @Override
    public synchronized boolean isCompatible(String subject, String schema) {
        return store.conflicts(subject, schema).isEmpty();
    }
}
