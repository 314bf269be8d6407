package io.tokenweir.load.schedule;

/**
 * The part of a schedule that one event loop of one instance serves: every n-th arrival belongs to an instance, and of these
 * every m-th to a loop. The schedule itself stays what it is however it is shared. Not thread-safe.
 */
public final class Shard {
    private final ArrivalSchedule schedule;
    private final Share instance;
    private final Share loop;
    private long number = -1;

    /**
     * @param instance of the run's arrivals
     * @param loop of the instance's arrivals
     */
    public Shard(ArrivalSchedule schedule, Share instance, Share loop) {
        this.schedule = schedule;
        this.instance = instance;
        this.loop = loop;
    }

    /** The next arrival of this shard, or {@link ArrivalSchedule#END}. */
    public long next() {
        long offset;
        do {
            offset = schedule.next();
            number++;
        } while (offset != ArrivalSchedule.END && !(instance.has(number) && loop.has(number / instance.of())));
        return offset;
    }

    /** Position in the whole schedule of the arrival that {@link #next} gave last. */
    public long number() {
        return number;
    }
}
