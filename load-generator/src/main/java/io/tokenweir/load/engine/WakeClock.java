package io.tokenweir.load.engine;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * Tells how long a read waited for the reads before it: the time since the first read that was stamped after the loop woke.
 *
 * <p>Netty asks the strategy once at the beginning of each turn of the loop; the first stamp after that begins a wake-up.
 * What the system call itself took is not in it. Used by the loop's thread only.
 */
final class WakeClock implements SelectStrategy {
    private boolean fresh = true;
    private long wakeNanos;

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        fresh = true;
        return hasTasks ? selectNow.get() : SelectStrategy.SELECT;
    }

    long sinceWake(long stampNanos) {
        if (fresh) {
            fresh = false;
            wakeNanos = stampNanos;
        }
        return stampNanos - wakeNanos;
    }
}
