package io.tokenweir.common.publish;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that wait in files, first in, first out, up to a bound. What comes last stays in memory until it fills a segment,
 * which becomes one file by one write; a segment is read back whole, and its file deleted.
 *
 * <p>Thread-safe; reading a segment does not hold up adding. The files are of use to this process only: they are no log.
 */
final class SpillQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpillQueue.class);

    private final Path folder;
    private final long mostBytes;
    private final int segmentBytes;
    private final Deque<Sealed> segments = new ArrayDeque<>();
    private final Segment newest = new Segment();
    private long bytesInFiles;
    private long written;
    private long count;
    private int newestCount;
    private long unreadable;

    /** A segment in a file. */
    private record Sealed(Path file, int events, int bytes) {}

    /** A growing segment. */
    private static final class Segment extends ByteArrayOutputStream {
        List<OutboundEvent> events() throws IOException {
            return SpillCodec.readAll(buf, count);
        }

        void writeTo(Path file) throws IOException {
            try (var out = Files.newOutputStream(file)) {
                out.write(buf, 0, count);
            }
        }

        void cutTo(int size) {
            count = size;
        }
    }

    SpillQueue(Path folder, long mostBytes, int segmentBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.segmentBytes = segmentBytes;
    }

    /** False when there is no room for it: the bound is reached, or the disk refuses. */
    synchronized boolean add(OutboundEvent event) {
        int before = newest.size();
        try {
            if (before >= segmentBytes) {
                seal();
                before = 0;
            }
            SpillCodec.write(event, new DataOutputStream(newest));
        } catch (IOException e) {
            newest.cutTo(before);
            return false;
        }
        if (bytesInFiles + newest.size() > mostBytes) {
            newest.cutTo(before);
            return false;
        }
        count++;
        newestCount++;
        return true;
    }

    /** The oldest segment; empty when nothing waits. */
    List<OutboundEvent> take() {
        Sealed oldest;
        synchronized (this) {
            oldest = segments.pollFirst();
            if (oldest == null) {
                return takeNewest();
            }
        }
        boolean read = false;
        try {
            byte[] bytes = Files.readAllBytes(oldest.file());
            List<OutboundEvent> events = SpillCodec.readAll(bytes, bytes.length);
            Files.delete(oldest.file());
            read = true;
            return events;
        } catch (IOException e) {
            LOG.atError().addKeyValue("file", oldest.file()).log("Waiting events cannot be read back", e);
            return List.of();
        } finally {
            took(oldest, read);
        }
    }

    /** Events that were written and could not be read back. */
    synchronized long unreadable() {
        return unreadable;
    }

    /** How many events wait. */
    synchronized long count() {
        return count;
    }

    /** Forgets what is left, files and all. */
    @Override
    public synchronized void close() {
        newest.reset();
        newestCount = 0;
        count = 0;
        bytesInFiles = 0;
        try {
            while (!segments.isEmpty()) {
                Files.deleteIfExists(segments.pollFirst().file());
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The files of waiting events in " + folder + " cannot be deleted.", e);
        }
    }

    private void seal() throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("%08d.events".formatted(written));
        newest.writeTo(file);
        written++;
        segments.addLast(new Sealed(file, newestCount, newest.size()));
        bytesInFiles += newest.size();
        newest.reset();
        newestCount = 0;
    }

    private List<OutboundEvent> takeNewest() {
        try {
            List<OutboundEvent> events = newest.events();
            newest.reset();
            count -= newestCount;
            newestCount = 0;
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("Events that waited in memory cannot be read back.", e);
        }
    }

    private synchronized void took(Sealed segment, boolean read) {
        count -= segment.events();
        bytesInFiles -= segment.bytes();
        unreadable += read ? 0 : segment.events();
    }
}
