package io.tokenweir.load.engine;

import java.util.List;

import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.schedule.ArrivalSchedule;
import io.tokenweir.load.schedule.Shard;

/** Arrivals by a rate; prompts take turns. */
public final class ScheduledArrivals implements ArrivalSource {
    private final Shard shard;
    private final long delayNanos;
    private final List<Prompt> prompts;
    private final int maxTokens;
    private long next;

    /** @param delayNanos start of the scenario since the start of the run */
    public ScheduledArrivals(Shard shard, long delayNanos, List<Prompt> prompts, int maxTokens) {
        this.shard = shard;
        this.delayNanos = delayNanos;
        this.prompts = prompts;
        this.maxTokens = maxTokens;
        advance();
    }

    @Override
    public long peekNanos() {
        return next;
    }

    @Override
    public Arrival take() {
        long number = shard.number();
        Arrival arrival = new Arrival(next, number, prompts.get((int) (number % prompts.size())), maxTokens);
        advance();
        return arrival;
    }

    private void advance() {
        long offset = shard.next();
        next = offset == ArrivalSchedule.END ? END : offset + delayNanos;
    }
}
