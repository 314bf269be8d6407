package io.tokenweir.streams.chaos;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.streams.ChildJvm;

/** A generator in a JVM of its own, to crash; its journal is read here while it lives and after. */
final class GeneratorProcess implements AutoCloseable {
    private static final String CRASH = "crash";
    private static final int AS_BY_SIGKILL = 137;

    private final ChildJvm jvm;
    private final Thread reader;

    GeneratorProcess(
            KafkaSettings settings, String runId, String instance, long epoch, int rate, File log, Witness witness) {
        jvm = ChildJvm.start(
                GeneratorProcess.class,
                log,
                true,
                List.of(
                        settings.bootstrapServers(),
                        settings.schemaRegistryUrl(),
                        Integer.toString(settings.partitions()),
                        runId,
                        instance,
                        Long.toString(epoch),
                        Integer.toString(rate)));
        reader = new Thread(() -> Journal.replay(jvm.process().getInputStream(), witness), "journal of " + instance);
        reader.start();
    }

    /** Lets it die among records that arrived without its hearing of it, and others that never left it. */
    void crash() throws InterruptedException {
        jvm.tell(CRASH);
        jvm.process().waitFor();
        reader.join();
    }

    /** Lets it send its end markers. */
    @Override
    public void close() {
        jvm.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Journal journal = new Journal(ChildJvm.ownOutput());
        KafkaSettings settings =
                new KafkaSettings(args[0], args[1], "", Integer.parseInt(args[2]), (short) 1, Map.of());
        Generator generator =
                new Generator(settings, args[3], args[4], Long.parseLong(args[5]), Integer.parseInt(args[6]), journal);
        Thread thread = new Thread(generator, args[4]);
        thread.start();
        boolean crash;
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            crash = CRASH.equals(orders.readLine());
        }
        if (crash) {
            journal.hearNoMore();
            generator.die(() -> Runtime.getRuntime().halt(AS_BY_SIGKILL));
        } else {
            generator.end();
        }
        thread.join();
    }
}
