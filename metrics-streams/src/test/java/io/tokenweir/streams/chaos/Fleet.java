package io.tokenweir.streams.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

import org.apache.kafka.common.utils.Utils;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.streams.ChildJvm;
import io.tokenweir.streams.MetricsStreamsConfig;
import io.tokenweir.streams.StreamsProcess;

/** The topology's instances, each with a state directory of its own. One thread. */
final class Fleet implements AutoCloseable {
    private final KafkaSettings settings;
    private final Function<Path, MetricsStreamsConfig> configOf;
    private final Path folder;
    private final List<ChildJvm> instances = new ArrayList<>();
    private final int standbys;
    private int starts;

    /**
     * @param configOf the configuration of an instance that has this state directory
     * @param standbys copies of each task's state
     */
    Fleet(KafkaSettings settings, Function<Path, MetricsStreamsConfig> configOf, Path folder, int size, int standbys) {
        this.settings = settings;
        this.standbys = standbys;
        this.configOf = configOf;
        this.folder = folder;
        for (int i = 0; i < size; i++) {
            instances.add(null);
            start(i);
        }
    }

    int anyOf(Random random) {
        return random.nextInt(instances.size());
    }

    ChildJvm get(int instance) {
        return instances.get(instance);
    }

    void start(int instance) {
        starts++;
        instances.set(
                instance,
                StreamsProcess.start(
                        settings,
                        configOf.apply(state(instance)),
                        standbys,
                        folder.resolve("streams-" + instance + ".log").toFile()));
    }

    /** As an operator's supervisor does: an instance that found no broker when it started has ended with a sentence. */
    void startTheDead() {
        for (int i = 0; i < instances.size(); i++) {
            if (!instances.get(i).process().isAlive()) {
                start(i);
            }
        }
    }

    /** Whether they run or not. */
    void deleteState(int instance) {
        try {
            Utils.delete(state(instance).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return instances.size();
    }

    /** Beyond the first start of each. */
    int restarts() {
        return starts - instances.size();
    }

    @Override
    public void close() {
        instances.forEach(ChildJvm::kill);
    }

    private Path state(int instance) {
        return folder.resolve("state-" + instance);
    }
}
