package io.tokenweir.load.summary;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps every value of a run, {@link Tagged} with its second, in packed blocks: in memory while there is room, in a temporary file
 * beyond that.
 *
 * <p>Loops fill pieces of their own and hand them over each second, so a loop meets this lock once in {@link #PIECE} values, and
 * once a second. What came while the meter was not well is kept apart. Sorting, packing and writing is done by a thread of the
 * store's own, so that nobody waits for it; where it is slower than the values come, they wait in memory. Pieces are used again
 * then. What the disk does not take is counted as lost: the rest of a summary is worth having. Thread-safe until {@link #quantiles},
 * which comes after the last value.
 */
final class ValueStore implements AutoCloseable {
    /** Values of one piece. */
    static final int PIECE = 1_024;
    /** Values of one block. */
    static final int BLOCK = 8 * PIECE;

    private final Supplier<SpillFile> files;
    private final Shelf[] trusted = shelves();
    private final Shelf[] leftOut = shelves();
    private final SecondCounts zeros = new SecondCounts(Metric.values().length);
    private final Deque<long[]> spare = new ArrayDeque<>();
    private final long[] block = new long[BLOCK];
    private final SortedBlock.Packer packer = new SortedBlock.Packer(BLOCK);
    private long wordsLeft;
    private SpillFile file;
    private ExecutorService packing;
    private String whyLost;

    /** Values of one metric: packed blocks, and the pieces of the next one. */
    private static final class Shelf {
        private final List<SortedValues> memory = new ArrayList<>();
        private final List<Integer> onDisk = new ArrayList<>();
        private long[][] pieces = new long[BLOCK / PIECE][];
        private int filled;
        private long zeros;
        private long sum;
        private long lost;
    }

    /** @param bytesInMemory how much packed values may take before the file is used */
    ValueStore(long bytesInMemory) {
        this(bytesInMemory, SpillFile::new);
    }

    ValueStore(long bytesInMemory, Supplier<SpillFile> files) {
        this.wordsLeft = bytesInMemory / Long.BYTES;
        this.files = files;
    }

    private static Shelf[] shelves() {
        return Arrays.stream(Metric.values()).map(metric -> new Shelf()).toArray(Shelf[]::new);
    }

    /** A piece to fill. */
    synchronized long[] empty() {
        long[] piece = spare.pollFirst();
        return piece == null ? new long[PIECE] : piece;
    }

    /**
     * Takes what a loop noted in a second.
     *
     * @param healthy whether the meter was well enough in that second for its durations to be trusted
     */
    synchronized void take(SecondValues second, boolean healthy) {
        Shelf[] shelves = healthy ? trusted : leftOut;
        for (Metric metric : Metric.values()) {
            shelf(shelves, metric).zeros += second.zeros[metric.ordinal()];
            shelf(shelves, metric).sum += second.sums[metric.ordinal()];
        }
        for (SecondValues.Piece piece : second.pieces) {
            add(shelf(shelves, piece.metric()), piece);
            spare.addFirst(piece.values());
        }
    }

    private void add(Shelf shelf, SecondValues.Piece from) {
        int taken = 0;
        while (taken < from.size()) {
            int at = shelf.filled % PIECE;
            if (at == 0) {
                shelf.pieces[shelf.filled / PIECE] = empty();
            }
            int fits = Math.min(from.size() - taken, PIECE - at);
            System.arraycopy(from.values(), taken, shelf.pieces[shelf.filled / PIECE], at, fits);
            taken += fits;
            shelf.filled += fits;
            if (shelf.filled == BLOCK) {
                long[][] full = shelf.pieces;
                packing().execute(() -> pack(shelf, full));
                shelf.pieces = new long[BLOCK / PIECE][];
                shelf.filled = 0;
            }
        }
    }

    private ExecutorService packing() {
        if (packing == null) {
            packing = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "weir-summary");
                thread.setDaemon(true);
                return thread;
            });
        }
        return packing;
    }

    /** By the packing thread. */
    private void pack(Shelf shelf, long[][] full) {
        try {
            for (int i = 0; i < full.length; i++) {
                System.arraycopy(full[i], 0, block, i * PIECE, PIECE);
            }
            synchronized (this) {
                spare.addAll(Arrays.asList(full));
            }
            packer.pack(block, BLOCK);
            keep(shelf);
        } catch (RuntimeException e) {
            synchronized (this) {
                shelf.lost += BLOCK;
                whyLost = e.getMessage();
            }
        }
    }

    /** What is packed. */
    private void keep(Shelf shelf) {
        if (packer.length() <= wordsLeft) {
            wordsLeft -= packer.length();
            shelf.memory.add(packer.toBlock());
        } else {
            file = file == null ? files.get() : file;
            shelf.onDisk.add(file.append(packer.words(), packer.length()));
        }
    }

    /** Takes how many zeros a loop noted in all, by metric and second. */
    synchronized void takeZeros(SecondCounts counts) {
        zeros.add(counts);
    }

    /** Zeros of a metric in each of the first so many seconds. */
    synchronized double[] zeros(Metric metric, int seconds) {
        return zeros.of(metric.ordinal(), seconds);
    }

    /** Mean of a metric over all seconds, after {@link #seal}; 0 when there is no value. */
    double mean(Metric metric) {
        return mean(quantiles(metric).count() + lost(metric), shelf(trusted, metric).sum + shelf(leftOut, metric).sum);
    }

    /** The same without the seconds in which the meter was not well. */
    double trustedMean(Metric metric) {
        return mean(trustedQuantiles(metric).count() + shelf(trusted, metric).lost, shelf(trusted, metric).sum);
    }

    private static double mean(long count, long sum) {
        return count == 0 ? 0 : (double) sum / count;
    }

    /** How many values of a metric the disk did not take. */
    synchronized long lost(Metric metric) {
        return shelf(trusted, metric).lost + shelf(leftOut, metric).lost;
    }

    /** What the disk said; null while it takes all. */
    synchronized String whyLost() {
        return whyLost;
    }

    /** Everything is in: packs the rest. Later values are not looked at. */
    void seal() throws InterruptedException {
        ExecutorService under;
        synchronized (this) {
            under = packing;
        }
        if (under != null) {
            under.shutdown();
            while (!under.awaitTermination(1, TimeUnit.SECONDS)) {
                // every value counts
            }
        }
        synchronized (this) {
            Arrays.stream(trusted).forEach(this::seal);
            Arrays.stream(leftOut).forEach(this::seal);
        }
    }

    private void seal(Shelf shelf) {
        for (int from = 0; from < shelf.filled; from += PIECE) {
            System.arraycopy(shelf.pieces[from / PIECE], 0, block, from, Math.min(PIECE, shelf.filled - from));
        }
        if (shelf.filled > 0) {
            packer.pack(block, shelf.filled);
            shelf.memory.add(packer.toBlock());
        }
        shelf.memory.add(new SortedValues.Repeated(0, shelf.zeros));
    }

    /** Of a metric over all seconds, after {@link #seal} and before {@link #close}. */
    synchronized ExactQuantiles quantiles(Metric metric) {
        List<SortedValues> runs = runs(shelf(trusted, metric));
        runs.addAll(runs(shelf(leftOut, metric)));
        return new ExactQuantiles(runs);
    }

    /** The same without the seconds in which the meter was not well. */
    synchronized ExactQuantiles trustedQuantiles(Metric metric) {
        return new ExactQuantiles(runs(shelf(trusted, metric)));
    }

    private List<SortedValues> runs(Shelf shelf) {
        List<SortedValues> runs = new ArrayList<>(shelf.memory);
        shelf.onDisk.forEach(number -> runs.add(new SortedBlock(file.block(number))));
        return runs;
    }

    private static Shelf shelf(Shelf[] shelves, Metric metric) {
        return shelves[metric.ordinal()];
    }

    @Override
    public synchronized void close() {
        if (packing != null) {
            packing.shutdown();
        }
        if (file != null) {
            file.close();
        }
    }
}
