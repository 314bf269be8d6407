package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Finds out whether a store overwrites an object in spite of the condition. Leaves one small object, {@value #KEY}: taking it
 * away would need a right that the sink itself does not.
 */
final class OverwriteProbe {
    static final String KEY = "_weir/probe";

    private static final ChunkInfo NO_ROWS = new ChunkInfo(0, 0, 0, 0);

    private OverwriteProbe() {}

    static boolean overwrites(ObjectStore store) throws IOException {
        Path file = store.scratch().resolve("probe-" + UUID.randomUUID());
        try {
            Files.writeString(file, "Written by the object sink to see that it is not overwritten; may be deleted.\n");
            return store.putIfAbsent(KEY, file, NO_ROWS) == ObjectStore.Put.CREATED
                    && store.putIfAbsent(KEY, file, NO_ROWS) == ObjectStore.Put.CREATED;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
