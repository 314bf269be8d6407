package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One folder of a store as a store of its own. Closing it closes nothing. */
record SubStore(ObjectStore whole, String folder) implements ObjectStore {

    @Override
    public Path scratch() throws IOException {
        return whole.scratch();
    }

    @Override
    public Put putIfAbsent(String key, Path file, ChunkInfo info) throws IOException {
        return whole.putIfAbsent(folder + key, file, info);
    }

    @Override
    public Optional<ChunkInfo> describe(String key) throws IOException {
        return whole.describe(folder + key);
    }

    @Override
    public void requireNoOverwrite() throws IOException {
        whole.requireNoOverwrite();
    }

    @Override
    public void fetch(String key, Path file) throws IOException {
        whole.fetch(folder + key, file);
    }

    @Override
    public void replace(String key, byte[] bytes) throws IOException {
        whole.replace(folder + key, bytes);
    }

    @Override
    public void delete(String key) throws IOException {
        whole.delete(folder + key);
    }

    @Override
    public List<String> keys(String prefix) throws IOException {
        return whole.keys(folder + prefix).stream()
                .map(key -> key.substring(folder.length()))
                .toList();
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        return whole.folders(folder + prefix);
    }

    @Override
    public void close() {
        // whoever opened the whole store closes it
    }
}
