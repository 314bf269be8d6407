package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.kafka.connect.errors.ConnectException;

/**
 * Objects as files below a folder. A hard link is made atomically and never replaces a file, which is the no-overwrite
 * condition; file and folder are synced first, so what is reported as stored survives a power cut.
 */
final class FileObjectStore implements ObjectStore {
    private static final String SCRATCH = ".tmp";
    private static final String UNPUBLISHED = ".unpublished";

    private final Path base;

    FileObjectStore(Path base) {
        this.base = base;
    }

    @Override
    public Path scratch() throws IOException {
        try {
            return Files.createDirectories(base.resolve(SCRATCH));
        } catch (IOException e) {
            throw FileFailures.of(base, e);
        }
    }

    @Override
    public Put putIfAbsent(String key, Path file, ChunkInfo info) throws IOException {
        Path target = base.resolve(key);
        try {
            Files.createDirectories(target.getParent());
            sync(file, StandardOpenOption.WRITE);
            Files.createLink(target, file);
        } catch (FileAlreadyExistsException e) {
            return existing(target, e);
        } catch (UnsupportedOperationException e) {
            throw new ConnectException("The file system of " + base
                    + " has no hard links, without which objects cannot be published safely; use another 'store.url'.");
        } catch (IOException e) {
            throw FileFailures.of(base, e);
        }
        sync(target.getParent(), StandardOpenOption.READ);
        return Put.CREATED;
    }

    /** A file of another kind in the place of a folder is refused with the same exception. */
    private Put existing(Path target, FileAlreadyExistsException e) throws IOException {
        if (Files.isRegularFile(target)) {
            return Put.EXISTS;
        }
        throw FileFailures.of(base, e);
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
        return Optional.of(ChunkInfo.of(key, ParquetFooter.metadata(file, key)));
    }

    @Override
    public void requireNoOverwrite() {
        // a link never replaces a file
    }

    @Override
    public void fetch(String key, Path file) throws IOException {
        Files.copy(base.resolve(key), file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void replace(String key, byte[] bytes) throws IOException {
        Path target = base.resolve(key);
        Files.createDirectories(target.getParent());
        Path whole = Files.write(scratch().resolve(UUID.randomUUID() + UNPUBLISHED), bytes);
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(base.resolve(key));
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
