package io.tokenweir.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as an orderly end. The first one wakes whoever waits and tells the listeners; the command then comes to its end as
 * it sees fit, and gives its exit code. A second one ends this process and those that it started at once.
 */
final class Interrupt implements AutoCloseable {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Runnable endNow;
    private final Signals signals;

    Interrupt() {
        this(() -> HardEnd.now(ExitCode.INTERRUPTED));
    }

    /** @param endNow what a second Ctrl-C does */
    Interrupt(Runnable endNow) {
        this.endNow = endNow;
        this.signals = new Signals(this::signalled);
    }

    /** Runs it when Ctrl-C comes, at once if it came already. */
    void onRequest(Runnable listener) {
        listeners.add(listener);
        if (isRequested()) {
            listener.run();
        }
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits for Ctrl-C; true when it came within that time. */
    boolean await(Duration atMost) throws InterruptedException {
        return requested.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for Ctrl-C. */
    void await() throws InterruptedException {
        requested.await();
    }

    /** The command is through: Ctrl-C is the JVM's again. */
    @Override
    public void close() {
        signals.close();
    }

    /** As if Ctrl-C had come; asking again changes nothing. */
    void request() {
        if (!isRequested()) {
            requested.countDown();
            listeners.forEach(Runnable::run);
        }
    }

    /** A signal came. */
    void signalled() {
        if (isRequested()) {
            endNow.run();
        } else {
            request();
        }
    }
}
