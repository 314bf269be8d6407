package io.tokenweir.load.engine;

import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.prompt.PromptSource;
import io.tokenweir.load.schedule.ArrivalSchedule;
import io.tokenweir.load.schedule.Shard;

/** Arrivals by a rate; each asks what the scenario asks at its number. */
public final class ScheduledArrivals implements ArrivalSource {
    private final Shard shard;
    private final long delayNanos;
    private final PromptSource prompts;
    private final int maxTokens;
    private long next;

    /**
     * @param delayNanos start of the scenario since the start of the run
     * @param maxTokens most output tokens; 0: what each prompt brings
     */
    public ScheduledArrivals(Shard shard, long delayNanos, PromptSource prompts, int maxTokens) {
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
        Prompt prompt = prompts.prompt(number);
        Arrival arrival = new Arrival(next, number, prompt, prompt.maxTokens(maxTokens));
        advance();
        return arrival;
    }

    private void advance() {
        long offset = shard.next();
        next = offset == ArrivalSchedule.END ? END : offset + delayNanos;
    }
}
