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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.simulator.http.Json;

/**
 * The request log: JSON lines, written by a thread of its own, flushed about five times a second and at the end. Any
 * thread may append; appending never blocks. The last records also stay in memory for the admin API.
 */
public final class TruthLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TruthLog.class);
    private static final long FLUSH_NANOS = 200_000_000;

    private final ConcurrentLinkedQueue<TruthRecord> queue = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<TruthRecord> recent = new ArrayDeque<>();
    private final int keptInMemory;
    private final OutputStream out;
    private final Thread thread = new Thread(this::run, "simulator-log");
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param file null: memory only
     * @param keptInMemory newest records that can be asked for
     */
    public TruthLog(Path file, int keptInMemory) {
        this.keptInMemory = keptInMemory;
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

    public void append(TruthRecord truth) {
        queue.add(truth);
    }

    /** The newest records kept in memory that are wanted, oldest first, as JSON lines. */
    public byte[] recentLines(int limit, Predicate<TruthRecord> wanted) {
        drain();
        List<TruthRecord> copy;
        synchronized (recent) {
            copy = recent.stream().filter(wanted).toList();
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try {
            for (TruthRecord truth : copy.subList(Math.max(0, copy.size() - limit), copy.size())) {
                writeLine(lines, truth);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toByteArray();
    }

    /** Forgets the records in memory; the file keeps its lines. */
    public void forget() {
        drain();
        synchronized (recent) {
            recent.clear();
        }
    }

    private void run() {
        while (!closed.get()) {
            LockSupport.parkNanos(this, FLUSH_NANOS);
            drain();
        }
    }

    private synchronized void drain() {
        try {
            for (TruthRecord truth = queue.poll(); truth != null; truth = queue.poll()) {
                writeLine(out, truth);
                synchronized (recent) {
                    recent.add(truth);
                    if (recent.size() > keptInMemory) {
                        recent.remove();
                    }
                }
            }
            out.flush();
        } catch (IOException e) {
            LOG.error("the request log cannot be written", e);
        }
    }

    private static void writeLine(OutputStream to, TruthRecord truth) throws IOException {
        to.write(Json.MAPPER.writeValueAsBytes(truth));
        to.write('\n');
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
