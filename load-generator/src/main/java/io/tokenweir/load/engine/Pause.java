package io.tokenweir.load.engine;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import io.netty.channel.EventLoop;

/** A wait between two steps of a logical request, one at a time. Owned by the event loop that it waits on. */
final class Pause {
    private final EventLoop loop;
    private final LogicalRequest request;
    private ScheduledFuture<?> wait;
    private long startNanos;

    Pause(EventLoop loop, LogicalRequest request) {
        this.loop = loop;
        this.request = request;
    }

    /** Goes on with the next step after so long; the step is told the time. */
    void then(long nanos, LongConsumer next) {
        startNanos = System.nanoTime();
        wait = loop.schedule(() -> over(next), nanos, TimeUnit.NANOSECONDS);
    }

    private void over(LongConsumer next) {
        wait = null;
        long now = System.nanoTime();
        request.waited(now - startNanos);
        next.accept(now);
    }

    boolean isOn() {
        return wait != null;
    }

    /** The next step is not made. */
    void cancel() {
        wait.cancel(false);
        wait = null;
    }
}
