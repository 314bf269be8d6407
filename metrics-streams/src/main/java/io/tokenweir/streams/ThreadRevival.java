package io.tokenweir.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, unless they keep dying: then the process gives up, because work that fails each time
 * would only hide its cause. Thread-safe.
 */
final class ThreadRevival implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadRevival.class);
    private static final int BUDGET = 20;
    private static final long PERIOD_NANOS = Duration.ofMinutes(5).toNanos();

    private final LongSupplier nanoClock;
    private final ArrayDeque<Long> deathsNanos = new ArrayDeque<>();

    ThreadRevival(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable cause) {
        long now = nanoClock.getAsLong();
        deathsNanos.addLast(now);
        while (now - deathsNanos.getFirst() > PERIOD_NANOS) {
            deathsNanos.removeFirst();
        }
        boolean again = deathsNanos.size() <= BUDGET;
        LOG.atError()
                .addKeyValue("cause", cause)
                .addKeyValue("deathsInFiveMinutes", deathsNanos.size())
                .log(
                        again
                                ? "A stream thread died and is replaced."
                                : "Stream threads keep dying; the topology stops.");
        LOG.debug("The stream thread died of", cause);
        return again ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
