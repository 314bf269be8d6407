package io.tokenweir.connect.prometheus;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Label names and values of one series, sorted by name, without empty values. Immutable. */
record Labels(Map<String, String> pairs) {
    static final Labels NONE = new Labels(Map.of());

    Labels with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new TreeMap<>(pairs);
        more.put(name, value);
        return new Labels(Collections.unmodifiableMap(more));
    }

    Labels without(String name) {
        Map<String, String> fewer = new TreeMap<>(pairs);
        fewer.remove(name);
        return new Labels(Collections.unmodifiableMap(fewer));
    }
}
