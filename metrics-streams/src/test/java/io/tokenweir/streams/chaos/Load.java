package io.tokenweir.streams.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.tokenweir.common.kafka.KafkaSettings;

/**
 * Three generator instances: a steady one, one whose clock can be set, and one in a process of its own that can crash and
 * come back in a new epoch. One thread.
 */
final class Load implements AutoCloseable {
    static final String RUN = "faults";

    private final KafkaSettings settings;
    private final Path folder;
    private final int rate;
    private final SentRecords sent = new SentRecords();
    private final Generator steady;
    private final Generator jumping;
    private final List<Thread> threads = new ArrayList<>();
    private GeneratorProcess crashing;
    private long epoch = 1;

    /** @param rate events per second and instance */
    Load(KafkaSettings settings, Path folder, int rate) {
        this.settings = settings;
        this.folder = folder;
        this.rate = rate;
        steady = new Generator(settings, RUN, "steady", 1, rate, sent);
        jumping = new Generator(settings, RUN, "jumping", 1, rate, sent);
        start(steady, "steady");
        start(jumping, "jumping");
        crashing = inProcess();
    }

    SentRecords sent() {
        return sent;
    }

    void jumpClock(Duration by) {
        jumping.jump(by);
    }

    void crash() throws InterruptedException {
        crashing.crash();
        epoch++;
        crashing = inProcess();
    }

    long crashes() {
        return epoch - 1;
    }

    /** Sends the end markers and waits until the broker has everything. */
    @Override
    public void close() throws InterruptedException {
        crashing.close();
        steady.end();
        jumping.end();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void start(Generator generator, String name) {
        Thread thread = new Thread(generator, name);
        threads.add(thread);
        thread.start();
    }

    private GeneratorProcess inProcess() {
        return new GeneratorProcess(
                settings,
                RUN,
                "crashing",
                epoch,
                rate,
                folder.resolve("generator.log").toFile(),
                sent);
    }
}
