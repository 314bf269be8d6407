package io.tokenweir.load.events;

/** Cumulative counts per partition. Mutable; owned by one thread, handed over as {@link #copy}. */
public final class PartitionCounts {
    private final long[] offered;
    private final long[] started;
    private final long[] dropped;
    private final int[] inFlight;

    public PartitionCounts(int partitions) {
        this(new long[partitions], new long[partitions], new long[partitions], new int[partitions]);
    }

    private PartitionCounts(long[] offered, long[] started, long[] dropped, int[] inFlight) {
        this.offered = offered;
        this.started = started;
        this.dropped = dropped;
        this.inFlight = inFlight;
    }

    public void offered(int partition) {
        offered[partition]++;
    }

    public void started(int partition) {
        started[partition]++;
    }

    public void dropped(int partition) {
        dropped[partition]++;
    }

    /** A logical request became open (+1) or ended (-1). */
    public void open(int partition, int change) {
        inFlight[partition] += change;
    }

    public PartitionCounts copy() {
        return new PartitionCounts(offered.clone(), started.clone(), dropped.clone(), inFlight.clone());
    }

    void add(PartitionCounts other) {
        for (int i = 0; i < offered.length; i++) {
            offered[i] += other.offered[i];
            started[i] += other.started[i];
            dropped[i] += other.dropped[i];
            inFlight[i] += other.inFlight[i];
        }
    }

    long offeredAt(int partition) {
        return offered[partition];
    }

    long startedAt(int partition) {
        return started[partition];
    }

    long droppedAt(int partition) {
        return dropped[partition];
    }

    int inFlightAt(int partition) {
        return inFlight[partition];
    }

    /** Open logical requests of all partitions. */
    public int inFlightTotal() {
        int total = 0;
        for (int open : inFlight) {
            total += open;
        }
        return total;
    }
}
