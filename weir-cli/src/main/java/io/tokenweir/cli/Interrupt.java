package io.tokenweir.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as an orderly end. The signal wakes whoever waits and tells the listeners; the JVM then stays until the command
 * says that it has {@linkplain #finished finished}, or for at most a minute and a half.
 */
final class Interrupt implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread hook = new Thread(this::signalled, "weir-interrupt");

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
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

    /** The command is through; the JVM may go. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is on its way out already
        }
    }

    /** As if Ctrl-C had come. */
    void request() {
        if (!isRequested()) {
            requested.countDown();
            listeners.forEach(Runnable::run);
        }
    }

    private void signalled() {
        request();
        try {
            finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
