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
 * Keeps every value of a run, {@link Tagged} with its second, in blocks: in memory while there is room, in a temporary file beyond that.
 *
 * <p>Loops fill blocks of their own and hand them over each second, so a loop meets this lock once in {@link #BLOCK} values, and
 * once a second. What came while the meter was not well is kept apart. Sorting and writing is done by a thread of the store's
 * own, so that nobody waits for the disk; where the disk is slower than the values come, they wait in memory. What the disk does
 * not take is counted as lost: the rest of a summary is worth having. Thread-safe until {@link #quantiles}, which comes after the last value.
 */
final class ValueStore implements AutoCloseable {
    /** Values of one block. */
    static final int BLOCK = 8_192;

    private final int blocksInMemory;
    private final Supplier<SpillFile> files;
    private final Shelf[] trusted = shelves();
    private final Shelf[] leftOut = shelves();
    private final SecondCounts zeros = new SecondCounts(Metric.values().length);
    private final Deque<long[]> spare = new ArrayDeque<>();
    private int inMemory;
    private SpillFile file;
    private ExecutorService spiller;
    private String whyLost;

    /** Values of one metric, in blocks; the last block is being filled. */
    private static final class Shelf {
        private final List<SortedValues> memory = new ArrayList<>();
        private final List<Integer> onDisk = new ArrayList<>();
        private long[] filling;
        private int filled;
        private long zeros;
        private long sum;
        private long lost;
    }

    /** @param blocksInMemory how many full blocks to keep before the file is used */
    ValueStore(int blocksInMemory) {
        this(blocksInMemory, SpillFile::new);
    }

    ValueStore(int blocksInMemory, Supplier<SpillFile> files) {
        this.blocksInMemory = blocksInMemory;
        this.files = files;
    }

    private static Shelf[] shelves() {
        return Arrays.stream(Metric.values()).map(metric -> new Shelf()).toArray(Shelf[]::new);
    }

    /** A block to fill. */
    synchronized long[] empty() {
        long[] block = spare.pollFirst();
        return block == null ? new long[BLOCK] : block;
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
        for (SecondValues.Block block : second.blocks) {
            add(shelf(shelves, block.metric()), block);
            spare.addLast(block.values());
        }
    }

    private void add(Shelf shelf, SecondValues.Block block) {
        int taken = 0;
        while (taken < block.size()) {
            if (shelf.filling == null) {
                shelf.filling = empty();
            }
            int fits = Math.min(block.size() - taken, BLOCK - shelf.filled);
            System.arraycopy(block.values(), taken, shelf.filling, shelf.filled, fits);
            taken += fits;
            shelf.filled += fits;
            if (shelf.filled == BLOCK) {
                keep(shelf, shelf.filling);
                shelf.filling = null;
                shelf.filled = 0;
            }
        }
    }

    private void keep(Shelf shelf, long[] full) {
        if (inMemory < blocksInMemory) {
            inMemory++;
            shelf.memory.add(new SortedValues.InMemory(full, BLOCK));
            return;
        }
        if (spiller == null) {
            spiller = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "weir-summary");
                thread.setDaemon(true);
                return thread;
            });
        }
        spiller.execute(() -> spill(shelf, full));
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
        return mean(
                quantiles(metric).count() + lost(metric), shelf(trusted, metric).sum + shelf(leftOut, metric).sum);
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

    private void spill(Shelf shelf, long[] block) {
        try {
            Arrays.sort(block);
            if (file == null) {
                file = files.get();
            }
            int number = file.append(block);
            synchronized (this) {
                shelf.onDisk.add(number);
                spare.addLast(block);
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                shelf.lost += block.length;
                whyLost = e.getMessage();
                spare.addLast(block);
            }
        }
    }

    /** Everything is in: sorts what is in memory. Later blocks are not looked at. */
    void seal() throws InterruptedException {
        ExecutorService writing;
        synchronized (this) {
            writing = spiller;
        }
        if (writing != null) {
            writing.shutdown();
            while (!writing.awaitTermination(1, TimeUnit.SECONDS)) {
                // every value counts
            }
        }
        synchronized (this) {
            Arrays.stream(trusted).forEach(ValueStore::seal);
            Arrays.stream(leftOut).forEach(ValueStore::seal);
        }
    }

    private static void seal(Shelf shelf) {
        if (shelf.filling != null) {
            shelf.memory.add(new SortedValues.InMemory(shelf.filling, shelf.filled));
            shelf.filling = null;
        }
        for (SortedValues run : shelf.memory) {
            if (run instanceof SortedValues.InMemory block) {
                Arrays.sort(block.values(), 0, block.size());
            }
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
        shelf.onDisk.forEach(number -> runs.add(new SortedValues.InFile(file.block(number))));
        return runs;
    }

    private static Shelf shelf(Shelf[] shelves, Metric metric) {
        return shelves[metric.ordinal()];
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            file.close();
        }
    }
}
