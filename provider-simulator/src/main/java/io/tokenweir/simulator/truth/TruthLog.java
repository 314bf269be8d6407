package io.tokenweir.simulator.truth;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.simulator.http.Json;

/**
 * The request log: JSON lines, written by a thread of its own, flushed about a hundred times a second and at the end: in small
 * pieces, because it may share a core with the tokens. Any thread may append; appending never blocks. The last lines also
 * stay in memory for the admin API.
 */
public final class TruthLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TruthLog.class);
    private static final ObjectWriter WRITER = Json.MAPPER.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    private static final long FLUSH_NANOS = 10_000_000;

    private final ConcurrentLinkedQueue<Truth> queue = new ConcurrentLinkedQueue<>();
    private final RecentLines recent;
    private final RecentLines.Line line = new RecentLines.Line();
    private final OutputStream out;
    private final Thread thread = new Thread(this::run, "simulator-log");
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param file null: memory only
     * @param keptInMemory newest lines that can be asked for
     */
    public TruthLog(Path file, int keptInMemory) {
        recent = new RecentLines(keptInMemory);
        try {
            if (file == null) {
                out = OutputStream.nullOutputStream();
            } else {
                Files.createDirectories(file.toAbsolutePath().getParent());
                out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator's log " + file + " cannot be written.", e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    public void append(Truth truth) {
        queue.add(truth);
    }

    /** The newest lines kept in memory that are wanted, oldest first. */
    public synchronized byte[] recentLines(int limit, Predicate<byte[]> wanted) {
        drain();
        List<byte[]> all = recent.lines();
        ArrayDeque<byte[]> newest = new ArrayDeque<>();
        for (int i = all.size() - 1; i >= 0 && newest.size() < limit; i--) {
            if (wanted.test(all.get(i))) {
                newest.addFirst(all.get(i));
            }
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        newest.forEach(lines::writeBytes);
        return lines.toByteArray();
    }

    /** Forgets the lines in memory; the file keeps its own. */
    public synchronized void forget() {
        drain();
        recent.clear();
    }

    private void run() {
        while (!closed.get()) {
            LockSupport.parkNanos(this, FLUSH_NANOS);
            drain();
        }
    }

    private synchronized void drain() {
        try {
            for (Truth truth = queue.poll(); truth != null; truth = queue.poll()) {
                line.reset();
                WRITER.writeValue((OutputStream) line, truth);
                line.write('\n');
                out.write(line.bytes(), 0, line.size());
                recent.add(line.bytes(), line.size());
            }
            out.flush();
        } catch (IOException e) {
            LOG.error("the request log cannot be written", e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
            drain();
            try {
                out.close();
            } catch (IOException e) {
                LOG.error("the request log cannot be closed", e);
            }
        }
    }
}
