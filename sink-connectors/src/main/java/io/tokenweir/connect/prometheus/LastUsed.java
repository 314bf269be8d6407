package io.tokenweir.connect.prometheus;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is remembered of the series used last, up to a bound, so that a sink that runs for weeks does not grow. Not thread-safe. */
final class LastUsed<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SERIES = 10_000;

    LastUsed() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MAX_SERIES;
    }
}
