package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.parquet.schema.MessageType;

/**
 * Merges the small objects of a chain into big ones below {@code _compacted/}, which form a chain of their own under the same
 * rules: named by where they start, never overwritten, each beginning where the one before ended. The chain itself is left
 * alone. Two compactors at once do no harm: one of them finds its position taken, and goes on behind it.
 *
 * <p>An object is published only after it was read back and its rows were found to be as many, and to have the same hash, as
 * those of its sources together. One thread.
 */
final class ChainCompactor {
    private final ObjectStore store;
    private final ObjectStore compacted;
    private final long targetBytes;
    private final boolean tail;

    /**
     * @param targetBytes sources are merged until they have so many bytes
     * @param tail also merges what has not reached that size in its hour yet
     */
    ChainCompactor(ObjectStore store, long targetBytes, boolean tail) {
        this.store = store;
        compacted = ObjectTopics.compacted(store);
        this.targetBytes = targetBytes;
        this.tail = tail;
    }

    /** Sources that will become one object. */
    private static final class Batch {
        final List<StoredChain.StoredObject> objects = new ArrayList<>();
        final List<Path> files = new ArrayList<>();
        MessageType layout;
        long bytes;

        String folder() {
            return folderOf(objects.get(0).key());
        }

        boolean takes(StoredChain.StoredObject object, MessageType next) {
            return objects.isEmpty()
                    || folder().equals(folderOf(object.key()))
                            && (layout == null || next == null || layout.equals(next));
        }

        ChunkInfo info() {
            long rows =
                    objects.stream().mapToLong(object -> object.info().rows()).sum();
            long hash = objects.stream()
                    .mapToLong(object -> object.info().hash().orElseThrow())
                    .sum();
            return new ChunkInfo(
                    objects.get(0).info().start(),
                    objects.get(objects.size() - 1).info().end(),
                    rows,
                    hash);
        }

        private static String folderOf(String key) {
            return key.substring(0, key.lastIndexOf('/'));
        }
    }

    /** Compacts one chain, and says what became of it. */
    ObjectUpkeep.Compacted compact(StoredChain chain) throws IOException {
        TopicPartition partition = chain.partition();
        long from = position(chain);
        if (from < chain.head().position()) {
            throw new ConnectException(
                    "The compacted objects of " + partition + " end at " + (from - 1) + ", but the chain"
                            + " begins at " + chain.head().position()
                            + ": what lies between expired before it was merged; move "
                            + ObjectTopics.COMPACTED + "/" + partition.topic() + " away to begin anew.");
        }
        long next = from;
        Batch batch = new Batch();
        int sources = 0;
        int targets = 0;
        long rows = 0;
        try {
            for (StoredChain.StoredObject object : chain.objects()) {
                if (object.info().end() < from) {
                    continue;
                }
                if (object.info().start() != next || object.info().hash().isEmpty()) {
                    throw new ConnectException(object.key() + " does not begin at " + next
                            + ", or carries no hash; './weir objects verify' says what is wrong with the chain.");
                }
                Path file = fetch(object);
                MessageType layout = object.info().rows() == 0 ? null : ObjectMerge.layout(file);
                if (!batch.takes(object, layout)) {
                    sources += batch.objects.size();
                    rows += publish(batch);
                    targets++;
                    batch = new Batch();
                }
                batch.objects.add(object);
                batch.files.add(file);
                batch.layout = batch.layout == null ? layout : batch.layout;
                batch.bytes += Files.size(file);
                next = object.info().end() + 1;
                if (batch.bytes >= targetBytes) {
                    sources += batch.objects.size();
                    rows += publish(batch);
                    targets++;
                    batch = new Batch();
                }
            }
            if (tail && !batch.objects.isEmpty()) {
                sources += batch.objects.size();
                rows += publish(batch);
                targets++;
                batch = new Batch();
            }
        } finally {
            discard(batch);
        }
        return new ObjectUpkeep.Compacted(partition, sources, targets, rows);
    }

    /** Where to go on; a tree that is begun takes over the head of its chain. */
    private long position(StoredChain chain) throws IOException {
        TopicPartition partition = chain.partition();
        String prefix = partition.topic() + "/";
        for (StoredChain done : StoredChain.of(compacted, partition.topic(), compacted.keys(prefix))) {
            if (done.partition().equals(partition) && !done.objects().isEmpty()) {
                return done.objects().get(done.objects().size() - 1).info().end() + 1;
            }
        }
        if (chain.head().position() > 0) {
            chain.head().publish(compacted, partition);
        }
        return chain.head().position();
    }

    private Path fetch(StoredChain.StoredObject object) throws IOException {
        Path file = store.scratch().resolve(UUID.randomUUID() + ".compact");
        store.fetch(object.key(), file);
        String fault = ObjectRows.fault(file, object.name(), object.info());
        if (!fault.isEmpty()) {
            Files.deleteIfExists(file);
            throw new ConnectException(object.key() + " " + fault + "; nothing was made of it.");
        }
        return file;
    }

    private long publish(Batch batch) throws IOException {
        ChunkInfo info = batch.info();
        StoredChain.StoredObject first = batch.objects.get(0);
        Path merged = store.scratch().resolve(UUID.randomUUID() + ".compacted");
        try {
            MessageType layout = batch.layout == null ? ObjectMerge.layout(batch.files.get(0)) : batch.layout;
            ObjectMerge.merge(batch.files, layout, merged, info);
            String fault = ObjectRows.fault(merged, first.name(), info);
            if (!fault.isEmpty()) {
                throw new ConnectException("What was merged from " + first.key() + " on " + fault
                        + "; it was not published. This is a fault of the compactor.");
            }
            if (compacted.putIfAbsent(first.key(), merged, info) == ObjectStore.Put.EXISTS) {
                throw new ConnectException("Another compactor was at " + first.key() + " first; try again.");
            }
            return info.rows();
        } finally {
            Files.deleteIfExists(merged);
            discard(batch);
        }
    }

    private static void discard(Batch batch) throws IOException {
        for (Path file : batch.files) {
            Files.deleteIfExists(file);
        }
    }
}
