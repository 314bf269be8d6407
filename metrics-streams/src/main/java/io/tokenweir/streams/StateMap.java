package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Sorted state on the heap that remembers what has changed since it was last written down.
 *
 * <p>The topology's logic works on mutable values here instead of decoding and encoding them for each event;
 * {@link WriteBehindStore} writes the changes to the changelog before each commit. Not thread-safe: one task owns it.
 */
final class StateMap<K extends Comparable<K>, V> {
    private final TreeMap<K, V> values = new TreeMap<>();
    private final Set<K> changed = new HashSet<>();
    private final Set<K> written = new HashSet<>();
    private long version;

    /** The value, or null; who alters it calls {@link #touch}. */
    V get(K key) {
        return values.get(key);
    }

    /** The value, made when there is none; counts as altered. */
    V alter(K key, Function<K, V> maker) {
        V value = values.get(key);
        if (value == null) {
            value = maker.apply(key);
            values.put(key, value);
        }
        changed.add(key);
        return value;
    }

    void touch(K key) {
        changed.add(key);
    }

    void remove(K key) {
        if (values.remove(key) != null) {
            changed.add(key);
            version++;
        }
    }

    /** A copy of the entries from {@code from} (included) to {@code to} (excluded): safe to alter the map meanwhile. */
    List<Map.Entry<K, V>> between(K from, K to) {
        List<Map.Entry<K, V>> entries = new ArrayList<>();
        values.subMap(from, true, to, false).forEach((key, value) -> entries.add(Map.entry(key, value)));
        return entries;
    }

    /** First key at or after {@code from}, or null. */
    K ceiling(K from) {
        return values.ceilingKey(from);
    }

    /** Last key before {@code to}, or null. */
    K lower(K to) {
        return values.lowerKey(to);
    }

    List<K> keys() {
        return List.copyOf(values.keySet());
    }

    int size() {
        return values.size();
    }

    /** As long as it stays the same, a value that was altered is still there, and still counts as altered. */
    long version() {
        return version;
    }

    NavigableMap<K, V> view() {
        return values;
    }

    /** Replaces everything by what was written down earlier. */
    void restore(Map<K, V> from) {
        version++;
        values.clear();
        changed.clear();
        written.clear();
        values.putAll(from);
        written.addAll(from.keySet());
    }

    /** Hands over each change since the last call; a null value is a removal. */
    void writeChanges(BiConsumer<K, V> writer) {
        version++;
        for (K key : changed) {
            V value = values.get(key);
            if (value != null) {
                written.add(key);
                writer.accept(key, value);
            } else if (written.remove(key)) {
                writer.accept(key, null);
            }
        }
        changed.clear();
    }
}
