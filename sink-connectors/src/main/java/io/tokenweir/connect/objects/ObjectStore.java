package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The little that the object chain needs of a store: publish without overwriting, look at one object, list.
 *
 * <p>Keys are relative to the connector's base and use {@code /}. Used by one thread. An {@link IOException} means that
 * the outcome is unknown or bad for now, and that trying again may help (a put that "failed" may have worked: the next
 * try then finds the object); a {@code ConnectException} means that a person must mend something.
 */
interface ObjectStore extends AutoCloseable {

    /** What became of a put. */
    enum Put {
        CREATED,
        /** Another object has the name; it was left untouched. */
        EXISTS
    }

    /** Where a file that is to be published is best written. */
    Path scratch() throws IOException;

    /** Publishes {@code file} as {@code key}, whole or not at all, unless the key exists. */
    Put putIfAbsent(String key, Path file, ChunkInfo info) throws IOException;

    /** What the object says of itself; empty when there is none. */
    Optional<ChunkInfo> describe(String key) throws IOException;

    /** Fails with a {@code ConnectException} when the store would overwrite an object in spite of the condition. */
    void requireNoOverwrite() throws IOException;

    /** Copies the object into {@code file}, which it replaces. */
    void fetch(String key, Path file) throws IOException;

    /** Writes a small object, whether it exists or not: only for what can be derived from the chain again. */
    void replace(String key, byte[] bytes) throws IOException;

    /** Removes the object; no fault when there is none. */
    void delete(String key) throws IOException;

    /** All keys that begin with {@code prefix}, sorted. */
    List<String> keys(String prefix) throws IOException;

    /** Names of the folders right below {@code prefix} (which ends with {@code /} or is empty), sorted. */
    List<String> folders(String prefix) throws IOException;

    @Override
    void close();
}
