package io.tokenweir.load.summary;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Keeps every value of a run, {@link Tagged} with its second, in blocks: in memory while there is room, in a temporary file beyond that.
 *
 * <p>Loops fill blocks of their own and hand over full ones, so this is locked once in {@link #BLOCK} values. Sorting and
 * writing is done by a thread of the store's own, so that no loop waits for the disk; where the disk is slower than the values
 * come, they wait in memory. Thread-safe until {@link #quantiles}, which comes after the last value.
 */
final class ValueStore implements AutoCloseable {
    /** Values of one block. */
    static final int BLOCK = 8_192;

    private final int blocksInMemory;
    private final Map<Metric, List<SortedValues>> memory = new EnumMap<>(Metric.class);
    private final Map<Metric, List<Integer>> onDisk = new EnumMap<>(Metric.class);
    private final SecondCounts zeros = new SecondCounts(Metric.values().length);
    private final long[] sums = new long[Metric.values().length];
    private final Deque<long[]> spare = new ArrayDeque<>();
    private int inMemory;
    private SpillFile file;
    private ExecutorService spiller;
    private RuntimeException broken;

    /** @param blocksInMemory how many full blocks to keep before the file is used */
    ValueStore(int blocksInMemory) {
        this.blocksInMemory = blocksInMemory;
        for (Metric metric : Metric.values()) {
            memory.put(metric, new ArrayList<>());
            onDisk.put(metric, new ArrayList<>());
        }
    }

    /** A block to fill. */
    synchronized long[] empty() {
        long[] block = spare.pollFirst();
        return block == null ? new long[BLOCK] : block;
    }

    /** Takes a full block, and gives an empty one. */
    synchronized long[] exchange(Metric metric, long[] full) {
        if (inMemory < blocksInMemory) {
            inMemory++;
            memory.get(metric).add(new SortedValues.InMemory(full, BLOCK));
        } else {
            if (spiller == null) {
                spiller = Executors.newSingleThreadExecutor(task -> {
                    Thread thread = new Thread(task, "weir-summary");
                    thread.setDaemon(true);
                    return thread;
                });
            }
            spiller.execute(() -> spill(metric, full));
        }
        return empty();
    }

    /** Takes the last block of a loop, which is not full. */
    synchronized void takeLast(Metric metric, long[] block, int count) {
        memory.get(metric).add(new SortedValues.InMemory(block, count));
    }

    /** Takes how many zeros a loop noted, by metric and second. */
    synchronized void takeZeros(SecondCounts counts) {
        zeros.add(counts);
    }

    /** Zeros of a metric in each of the first so many seconds. */
    synchronized double[] zeros(Metric metric, int seconds) {
        return zeros.of(metric.ordinal(), seconds);
    }

    /** Of all values of a loop. */
    synchronized void addSum(Metric metric, long sum) {
        sums[metric.ordinal()] += sum;
    }

    /** Mean of a metric, after {@link #seal}; 0 when there is no value. */
    double mean(Metric metric) {
        long count = quantiles(metric).count();
        return count == 0 ? 0 : (double) sums[metric.ordinal()] / count;
    }

    private void spill(Metric metric, long[] block) {
        try {
            Arrays.sort(block);
            if (file == null) {
                file = new SpillFile();
            }
            int number = file.append(block);
            synchronized (this) {
                onDisk.get(metric).add(number);
                spare.addLast(block);
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                broken = e;
            }
        }
    }

    /** Everything is in: sorts what is in memory. Later blocks are not looked at. Throws what the disk threw. */
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
            if (broken != null) {
                throw broken;
            }
            memory.values().forEach(runs -> runs.forEach(ValueStore::sort));
        }
    }

    /** Of a metric, after {@link #seal} and before {@link #close}. */
    synchronized ExactQuantiles quantiles(Metric metric) {
        List<SortedValues> runs = new ArrayList<>(memory.get(metric));
        for (int number : onDisk.get(metric)) {
            runs.add(new SortedValues.InFile(file.block(number)));
        }
        runs.add(new SortedValues.Repeated(0, zeros.total(metric.ordinal())));
        return new ExactQuantiles(runs);
    }

    private static void sort(SortedValues run) {
        if (run instanceof SortedValues.InMemory block) {
            Arrays.sort(block.values(), 0, block.size());
        }
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            file.close();
        }
    }
}
