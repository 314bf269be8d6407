package io.tokenweir.load.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hands arrivals over when they are due: late ones at once and in order, none slipped, none forgotten. Owned by one event loop.
 *
 * <p>A timer wakes up to a tenth of a millisecond late (the kernel's timer slack, and getting onto the CPU). So the timer is
 * set a little early, and what is left is passed in turns of the loop, which go on reading sockets meanwhile.
 */
final class ArrivalPump {
    private static final int STARTS_IN_A_ROW = 32;
    private static final long NOT_READY_NANOS = 500_000L;
    private static final long EARLY_NANOS = 80_000L;

    private final LoadLoop loop;
    private final ArrivalSource arrivals;
    private final Consumer<Arrival> serve;
    private final Runnable ended;
    private final Runnable again = this::run;

    ArrivalPump(LoadLoop loop, ArrivalSource arrivals, Consumer<Arrival> serve, Runnable ended) {
        this.loop = loop;
        this.arrivals = arrivals;
        this.serve = serve;
        this.ended = ended;
    }

    /** Goes on until the arrivals end or the run stops, then says so. */
    void run() {
        for (int started = 0; started < STARTS_IN_A_ROW; started++) {
            long due = arrivals.peekNanos();
            if (due == ArrivalSource.END || loop.isStopping()) {
                ended.run();
                return;
            }
            long wait = due == ArrivalSource.NOT_READY
                    ? NOT_READY_NANOS
                    : loop.run().startNanos() + due - System.nanoTime();
            if (wait > EARLY_NANOS) {
                loop.executor().schedule(again, wait - EARLY_NANOS, TimeUnit.NANOSECONDS);
                return;
            }
            if (wait > 0) {
                break;
            }
            serve.accept(arrivals.take());
        }
        loop.executor().execute(again);
    }
}
