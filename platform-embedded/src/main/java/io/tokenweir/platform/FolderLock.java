package io.tokenweir.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a data folder to one process; the operating system lets go of it when the process dies, however it dies. */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "tokenweir.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder when missing. */
    static FolderLock of(Path folder) {
        Path file = folder.resolve(FILE);
        FileChannel channel = open(folder, file);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(
                        folder, "the process with id " + Files.readString(file).strip());
            }
            channel.truncate(0);
            String owner = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
            return new FolderLock(channel);
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            throw inUse(folder, "this very process");
        } catch (IOException e) {
            closeQuietly(channel);
            throw unusable(folder, e);
        } catch (PlatformException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static FileChannel open(Path folder, Path file) {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static PlatformException inUse(Path folder, String owner) {
        return new PlatformException(
                "The data folder " + folder + " is in use by " + owner + "; stop that, or give another folder.");
    }

    private static PlatformException unusable(Path folder, IOException cause) {
        return new PlatformException(
                "The data folder " + folder + " cannot be used (" + cause + "); give one that can be written.", cause);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing was buffered; the lock is gone with the descriptor
        }
    }
}
