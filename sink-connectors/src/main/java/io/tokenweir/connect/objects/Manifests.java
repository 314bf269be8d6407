package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lists of a topic's objects, one JSON object a line, so that a reader needs no listing, and reads no row twice while there
 * are compacted objects beside the chain: those come first, then the chain from where they end.
 */
final class Manifests {
    private final ObjectStore store;
    private final String base;

    /** @param base what a reader puts before a key */
    Manifests(ObjectStore store, String base) {
        this.store = store;
        this.base = base;
    }

    ObjectUpkeep.Manifest write(String topic) throws IOException {
        ObjectStore compacted = ObjectTopics.compacted(store);
        Map<Integer, StoredChain> merged = StoredChain.of(compacted, topic, compacted.keys(topic + "/")).stream()
                .collect(Collectors.toMap(chain -> chain.partition().partition(), Function.identity()));
        StringBuilder lines = new StringBuilder();
        int objects = 0;
        long rows = 0;
        for (StoredChain chain : StoredChain.of(store, topic, store.keys(topic + "/"))) {
            StoredChain done = merged.get(chain.partition().partition());
            long from = done == null ? 0 : done.next();
            List<StoredChain.StoredObject> first = done == null ? List.of() : done.objects();
            for (StoredChain.StoredObject object : first) {
                line(lines, object, base + ObjectTopics.COMPACTED + "/");
                objects++;
                rows += object.info().rows();
            }
            for (StoredChain.StoredObject object : chain.objects()) {
                if (object.info().start() >= from) {
                    line(lines, object, base);
                    objects++;
                    rows += object.info().rows();
                }
            }
        }
        String key = ObjectTopics.MANIFESTS + "/" + topic + ".jsonl";
        store.replace(key, lines.toString().getBytes(StandardCharsets.UTF_8));
        return new ObjectUpkeep.Manifest(topic, objects, rows, base + key);
    }

    private static void line(StringBuilder lines, StoredChain.StoredObject object, String folder) {
        ChunkInfo info = object.info();
        lines.append("{\"topic\":\"").append(object.name().topic());
        lines.append("\",\"partition\":").append(object.name().partition());
        lines.append(",\"start\":").append(info.start());
        lines.append(",\"end\":").append(info.end());
        lines.append(",\"rows\":").append(info.rows());
        info.hash()
                .ifPresent(hash ->
                        lines.append(",\"hash\":\"").append(ChunkInfo.hex(hash)).append('"'));
        lines.append(",\"path\":\"")
                .append((folder + object.key()).replace("\\", "\\\\").replace("\"", "\\\""));
        lines.append("\"}\n");
    }
}
