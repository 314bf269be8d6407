package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.connect.errors.ConnectException;

/**
 * Objects as files below a folder. A hard link is made atomically and never replaces a file, which is the no-overwrite
 * condition; file and folder are synced first, so what is reported as stored survives a power cut.
 */
final class FileObjectStore implements ObjectStore {
    private static final String SCRATCH = ".tmp";

    private final Path base;

    FileObjectStore(Path base) {
        this.base = base;
    }

    @Override
    public Path scratch() throws IOException {
        return Files.createDirectories(base.resolve(SCRATCH));
    }

    @Override
    public Put putIfAbsent(String key, Path file, ChunkInfo info) throws IOException {
        Path target = base.resolve(key);
        Files.createDirectories(target.getParent());
        sync(file, StandardOpenOption.WRITE);
        try {
            Files.createLink(target, file);
        } catch (FileAlreadyExistsException e) {
            return Put.EXISTS;
        } catch (UnsupportedOperationException e) {
            throw new ConnectException("The file system of " + base
                    + " has no hard links, without which objects cannot be published safely; use another 'store.url'.");
        }
        sync(target.getParent(), StandardOpenOption.READ);
        return Put.CREATED;
    }

    private static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<ChunkInfo> describe(String key) throws IOException {
        Path file = base.resolve(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(ChunkInfo.of(key, ParquetFooter.metadata(file)));
    }

    @Override
    public List<String> keys(String prefix) throws IOException {
        // A prefix need not end at a folder: walk the folder that holds it.
        Path folder = base.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> base.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix) && !key.startsWith(SCRATCH + "/"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        try (Stream<Path> children = Files.list(base.resolve(prefix))) {
            return children.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals(SCRATCH))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
