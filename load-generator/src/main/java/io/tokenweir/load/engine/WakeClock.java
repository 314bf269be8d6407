package io.tokenweir.load.engine;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * Tells how long a read waited for the reads before it: the time since the first read that was stamped after the loop woke,
 * or since the loop began to rest where it did ({@link ReadModeration}).
 *
 * <p>Netty asks the strategy once at the beginning of each turn of the loop; the first stamp after that begins a wake-up.
 * What the system call itself took is not in it. Used by the loop's thread only.
 */
final class WakeClock implements SelectStrategy {
    private final LongSupplier nanoTime;
    private final LongConsumer rest;
    private final ReadModeration moderation = new ReadModeration();
    private boolean counting;
    private long wakeNanos;

    WakeClock() {
        this(System::nanoTime, LockSupport::parkNanos);
    }

    /** @param rest sleeps for about so many nanoseconds */
    WakeClock(LongSupplier nanoTime, LongConsumer rest) {
        this.nanoTime = nanoTime;
        this.rest = rest;
    }

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        counting = false;
        if (hasTasks) {
            return selectNow.get();
        }
        long now = nanoTime.getAsLong();
        if (moderation.rests(now)) {
            wakeNanos = now;
            counting = true;
            rest.accept(ReadModeration.REST_NANOS);
        }
        return SelectStrategy.SELECT;
    }

    long sinceWake(long stampNanos) {
        moderation.read(stampNanos);
        if (!counting) {
            counting = true;
            wakeNanos = stampNanos;
        }
        return stampNanos - wakeNanos;
    }
}
