package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.common.TopicPartition;

/**
 * Proves for a store that the objects of every partition form one chain: each begins where the one before it ended, so no
 * offset is stored twice and none is missing; and that the rows of each are as many, and the same, as when it was written.
 */
public final class ObjectChainVerifier {
    private static final String URL = ObjectSinkConfig.STORE_URL;

    /** How much is looked at. */
    public enum Depth {
        /** Names, and what objects say of themselves. */
        NAMES,
        /** Every row too. */
        ROWS
    }

    private ObjectChainVerifier() {}

    /**
     * The chain of one partition.
     *
     * @param partition its partition is -1 where the faults are of the topic's folder, not of one chain
     * @param objects objects found
     * @param rows rows in them
     * @param hash hash of their rows, hexadecimal; equal for equal rows, however they are spread over objects
     * @param firstOffset where the chain begins
     * @param nextOffset end of the last object + 1
     * @param notes what is odd but no fault
     * @param faults one sentence for each gap, overlap or damaged object; empty when the chain is whole
     */
    public record Chain(
            TopicPartition partition,
            int objects,
            long rows,
            String hash,
            long firstOffset,
            long nextOffset,
            List<String> notes,
            List<String> faults) {
        public boolean isWhole() {
            return faults.isEmpty();
        }
    }

    /**
     * Verifies names and metadata of the objects of {@code topics} below {@code storeUrl}.
     *
     * @param storeSettings the sink's {@code s3.*} settings; empty for {@code file://}
     * @return one chain per partition that has objects, by topic and partition
     */
    public static List<Chain> verify(String storeUrl, Map<String, String> storeSettings, List<String> topics)
            throws IOException {
        return verify(storeUrl, storeSettings, topics, Depth.NAMES);
    }

    /** The same, as deep as asked; no topics: all that are there. */
    public static List<Chain> verify(
            String storeUrl, Map<String, String> storeSettings, List<String> topics, Depth depth) throws IOException {
        Map<String, String> settings = new HashMap<>(storeSettings);
        settings.put(URL, storeUrl);
        try (ObjectStore store = new ObjectSinkConfig(settings).openStore()) {
            List<String> all = topics.isEmpty() ? ObjectTopics.of(store) : topics;
            List<Chain> chains = new ArrayList<>(verify(store, all, depth));
            for (String topic : all) {
                chains.addAll(compacted(store, topic, depth));
            }
            return chains;
        }
    }

    /** The chains of merged objects, each also held against the chain that it was made of. */
    static List<Chain> compacted(ObjectStore store, String topic, Depth depth) throws IOException {
        ObjectStore compacted = ObjectTopics.compacted(store);
        Map<TopicPartition, StoredChain> chains = new HashMap<>();
        StoredChain.of(store, topic, store.keys(topic + "/")).forEach(chain -> chains.put(chain.partition(), chain));
        List<Chain> results = new ArrayList<>();
        for (StoredChain merged : StoredChain.of(compacted, topic, compacted.keys(topic + "/"))) {
            Chain own = walk(compacted, merged, depth);
            List<String> faults = new ArrayList<>(own.faults());
            StoredChain chain = chains.get(merged.partition());
            boolean comparable = chain != null && merged.next() >= chain.head().position();
            ChainHead expected = comparable ? chain.upTo(merged.next()) : null;
            if (expected != null && !expected.equals(merged.upTo(merged.next()))) {
                faults.add("The compacted objects up to " + (merged.next() - 1) + " are not the rows of the chain: "
                        + merged.upTo(merged.next()) + " instead of " + expected + ".");
            }
            TopicPartition place = new TopicPartition(
                    ObjectTopics.COMPACTED + "/" + topic, merged.partition().partition());
            results.add(new Chain(
                    place,
                    own.objects(),
                    own.rows(),
                    own.hash(),
                    own.firstOffset(),
                    own.nextOffset(),
                    own.notes(),
                    List.copyOf(faults)));
        }
        return results;
    }

    static List<Chain> verify(ObjectStore store, List<String> topics) throws IOException {
        return verify(store, topics, Depth.ROWS);
    }

    static List<Chain> verify(ObjectStore store, List<String> topics, Depth depth) throws IOException {
        List<Chain> chains = new ArrayList<>();
        for (String topic : topics) {
            List<String> keys = store.keys(topic + "/");
            List<Chain> ofTopic = new ArrayList<>();
            for (StoredChain stored : StoredChain.of(store, topic, keys)) {
                ofTopic.add(walk(store, stored, depth));
            }
            List<String> strangers = keys.stream()
                    .filter(key -> key.endsWith(".parquet"))
                    .filter(key -> ObjectKeys.parse(key).isEmpty())
                    .toList();
            chains.addAll(strangers.isEmpty() ? ofTopic : withStrangers(topic, ofTopic, strangers));
        }
        return chains;
    }

    private static Chain walk(ObjectStore store, StoredChain stored, Depth depth) throws IOException {
        List<String> faults = new ArrayList<>(stored.faults());
        List<String> notes = new ArrayList<>();
        if (!stored.expired().isEmpty()) {
            notes.add(stored.expired().size() + " objects lie before the chain's head, "
                    + stored.head().position() + ", e.g. " + stored.expired().get(0)
                    + ": they have expired; './weir objects expire' deletes them.");
        }
        long next = stored.head().position();
        long rows = 0;
        long hash = 0;
        int withoutHash = 0;
        for (StoredChain.StoredObject object : stored.objects()) {
            ChunkInfo info = object.info();
            String fault = linkFault(object, next);
            if (fault.isEmpty() && depth == Depth.ROWS) {
                fault = rowsFault(store, object);
            }
            if (!fault.isEmpty()) {
                faults.add(fault);
            }
            next = Math.max(next, info.end() + 1);
            rows += info.rows();
            hash += info.hash().orElse(0);
            withoutHash += info.hash().isPresent() ? 0 : 1;
        }
        if (withoutHash > 0) {
            notes.add(withoutHash
                    + " objects carry no hash: an earlier version wrote them; of these only offsets and counts"
                    + " are proven.");
        }
        return new Chain(
                stored.partition(),
                stored.objects().size(),
                rows,
                ChunkInfo.hex(hash),
                stored.head().position(),
                next,
                List.copyOf(notes),
                List.copyOf(faults));
    }

    private static String linkFault(StoredChain.StoredObject object, long next) {
        long start = object.name().start();
        ChunkInfo info = object.info();
        if (start != info.start()) {
            return object.key() + " says that it starts at " + info.start() + ": it was renamed.";
        }
        if (start > next) {
            return "Offsets " + next + " to " + (start - 1) + " are missing before " + object.key() + ".";
        }
        if (start < next) {
            return "Offsets " + start + " to " + Math.min(next - 1, info.end()) + " are stored again in " + object.key()
                    + ".";
        }
        return "";
    }

    private static String rowsFault(ObjectStore store, StoredChain.StoredObject object) throws IOException {
        Path file = store.scratch().resolve(UUID.randomUUID() + ".verify");
        try {
            store.fetch(object.key(), file);
            ChunkInfo footer = ChunkInfo.of(object.key(), ParquetFooter.metadata(file, object.key()));
            if (!footer.equals(object.info())) {
                return object.key() + " says " + object.info() + " outside, but " + footer + " inside.";
            }
            String fault = ObjectRows.fault(file, object.name(), object.info());
            return fault.isEmpty() ? "" : object.key() + " " + fault + ".";
        } catch (IllegalStateException e) {
            return e.getMessage();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A Parquet file with another name would be read by whoever reads the whole folder. */
    private static List<Chain> withStrangers(String topic, List<Chain> chains, List<String> strangers) {
        List<Chain> all = new ArrayList<>(chains);
        List<String> faults = strangers.stream()
                .map(key ->
                        key + " is no object of this sink, but whoever reads the folder reads it too; move it away.")
                .toList();
        all.add(new Chain(new TopicPartition(topic, -1), 0, 0, ChunkInfo.hex(0), 0, 0, List.of(), faults));
        return all;
    }
}
