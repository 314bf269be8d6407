package io.tokenweir.simulator.serve;

import java.util.Arrays;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of one engine round that go to one event loop. Each stream's tokens leave in one write and one flush, however
 * many they are. The time from the first write to the end of the last is the round's flush span: what a step that releases
 * many streams together adds to the last of them. Filled by the engines' loop, run by the one of its connections.
 */
final class Round implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final Punctuality punctuality;
    private final Consumer<Round> done;
    private Generation[] generations = new Generation[64];
    private long[] dueNanos = new long[64];
    private int count;

    /** @param done takes the round back when it has run */
    Round(Punctuality punctuality, Consumer<Round> done) {
        this.punctuality = punctuality;
        this.done = done;
    }

    void add(Generation generation, long due) {
        if (count == generations.length) {
            generations = Arrays.copyOf(generations, 2 * count);
            dueNanos = Arrays.copyOf(dueNanos, 2 * count);
        }
        generations[count] = generation;
        dueNanos[count++] = due;
    }

    /** The time after the write; a stream that fails must not take the others' tokens along. */
    private static long write(Generation generation, long before) {
        try {
            return generation.write();
        } catch (RuntimeException e) {
            LOG.error("an answer could not be written", e);
            generation.crash();
            return before;
        }
    }

    @Override
    public void run() {
        long begun = System.nanoTime();
        int streams = 0;
        for (int i = 0; i < count; i++) {
            if (generations[i].token(dueNanos[i])) {
                generations[streams++] = generations[i];
            }
        }
        int tokens = 0;
        int late = 0;
        long worst = 0;
        long now = begun;
        for (int i = 0; i < streams; i++) {
            now = write(generations[i], now);
            StreamTimes times = generations[i].times();
            tokens += times.roundTokens();
            late += times.roundLate();
            worst = Math.max(worst, times.roundLatenessNanos());
        }
        punctuality.note(now, tokens, late, worst);
        boolean limits = punctuality.saturated(now);
        for (int i = 0; i < streams; i++) {
            generations[i].settle(now - begun, limits);
        }
        Arrays.fill(generations, 0, count, null);
        count = 0;
        done.accept(this);
    }
}
