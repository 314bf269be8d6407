package io.tokenweir.load.schedule;

/** Every n-th arrival of a schedule, so that several event loops share one schedule without changing it. Not thread-safe. */
public final class Shard {
    private final ArrivalSchedule schedule;
    private final int share;
    private final int of;
    private long number = -1;

    /** @param share which of the {@code of} shards this is, from 0 */
    public Shard(ArrivalSchedule schedule, int share, int of) {
        this.schedule = schedule;
        this.share = share;
        this.of = of;
    }

    /** The next arrival of this shard, or {@link ArrivalSchedule#END}. */
    public long next() {
        long offset;
        do {
            offset = schedule.next();
            number++;
        } while (offset != ArrivalSchedule.END && number % of != share);
        return offset;
    }

    /** Position in the whole schedule of the arrival that {@link #next} gave last. */
    public long number() {
        return number;
    }
}
