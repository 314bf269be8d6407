package io.tokenweir.connect.objects;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds where the chains of a topic end. The store is the authority, not the committed offsets: an object may have been
 * published and its commit lost.
 *
 * <p>The time in a key is not known to who looks for a position, so the newest days are listed first, until every
 * partition was seen, and one day more: broker clocks may differ by some minutes after a change of leader, so the last
 * object may lie in the day before the newest. A partition that was never written costs a listing of the whole topic.
 */
final class ChainEnds {
    private final ObjectStore store;
    private final ObjectKeys keys;

    ChainEnds(ObjectStore store, ObjectKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** The next position of each partition: end of its last object + 1, or 0 where there is none. */
    Map<Integer, Long> positions(String topic, Set<Integer> partitions) throws IOException {
        Map<Integer, String> last = new HashMap<>();
        if (keys.hasTime(topic)) {
            List<String> days = store.folders(topic + "/");
            Set<Integer> settled = new HashSet<>();
            for (int i = days.size() - 1; i >= 0 && !settled.containsAll(partitions); i--) {
                settled.addAll(last.keySet());
                collect(topic + "/" + days.get(i) + "/", last);
            }
        } else {
            collect(topic + "/", last);
        }
        Map<Integer, Long> positions = new HashMap<>();
        for (int partition : partitions) {
            String key = last.get(partition);
            positions.put(partition, key == null ? 0L : endOf(key) + 1);
        }
        return positions;
    }

    private void collect(String prefix, Map<Integer, String> last) throws IOException {
        for (String key : store.keys(prefix)) {
            ObjectKeys.parse(key)
                    .ifPresent(name -> last.merge(name.partition(), key, (a, b) -> startOf(a) >= startOf(b) ? a : b));
        }
    }

    private static long startOf(String key) {
        return ObjectKeys.parse(key).orElseThrow().start();
    }

    private long endOf(String key) throws IOException {
        return store.describe(key)
                .orElseThrow(() -> new IOException("The object " + key + " was listed but is gone."))
                .end();
    }
}
