package io.tokenweir.cli;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.tokenweir.platform.EmbeddedPlatform;

/**
 * Looks whether the broker in this process still lives. When it gave up, say for a full disk, every other part would only
 * wait for it, some for minutes; so the command ends at once, with one sentence.
 */
final class BrokerWatch implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 500;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread watch = new Thread(task, "weir-broker-watch");
        watch.setDaemon(true);
        return watch;
    });

    /** @param died told once, on a thread of its own, why */
    BrokerWatch(Supplier<Optional<String>> failure, Consumer<String> died) {
        thread.scheduleWithFixedDelay(
                () -> failure.get().ifPresent(why -> {
                    died.accept(why);
                    thread.shutdown();
                }),
                LOOK_EVERY_MILLIS,
                LOOK_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Ends the process when the platform's broker dies.
     *
     * @param last what there is still to do before, in a moment
     */
    static BrokerWatch over(EmbeddedPlatform platform, Runnable last) {
        return new BrokerWatch(platform::failure, why -> {
            System.err.println("weir: " + sentence(why));
            try {
                last.run();
            } finally {
                HardEnd.now(ExitCode.FAILED);
            }
        });
    }

    static String sentence(String why) {
        String reason = why.lines().findFirst().orElse("").strip().replaceFirst("\\.$", "");
        return (reason.startsWith("The broker") ? reason : "The broker gave up: " + reason)
                + "; look whether its disk is full or its folder was removed.";
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
