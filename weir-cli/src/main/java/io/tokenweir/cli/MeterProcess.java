package io.tokenweir.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.scenario.Executor;
import io.tokenweir.common.scenario.ScenarioFile;

/**
 * The load generator in a JVM of its own, so that no other room's garbage collection bends its numbers: {@code weir run},
 * started with the run's folder.
 *
 * <p>It waits for a line on its standard input before it begins, and ends in order when that input closes, also when this
 * process dies.
 */
final class MeterProcess implements AutoCloseable {
    /** What the child waits for. */
    static final String GO = "go";

    /**
     * A small, touched heap keeps collections short. The first compiler only: in a run of minutes the second one takes more
     * of two cores than its code gives back, and takes it from the event loops.
     */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:+UseSerialGC", "-Xmn48m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1");

    private static final List<String> HEAP = List.of("-Xms160m", "-Xmx160m");
    /** Traces bring prompts of tens of thousands of tokens, each different; recorded bodies are all kept in memory. */
    private static final List<String> HEAP_FOR_RECORDED = List.of("-Xms256m", "-Xmx1g");

    /** How the exit code of a process tells that a signal ended it: this much above the signal's number. */
    private static final int SIGNALLED = 128;

    private static final Duration GRACE = Duration.ofSeconds(45);

    private final Process process;
    private final Path log;

    private MeterProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static MeterProcess start(
            RunFolder run, KafkaSettings settings, ScenarioFile scenario, String kek, List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(sendsRecorded(scenario) ? HEAP_FOR_RECORDED : HEAP);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "run"));
        command.addAll(
                List.of(run.scenario().toString(), "--run-folder", run.path().toString()));
        command.addAll(List.of("--bootstrap-servers", settings.bootstrapServers()));
        command.addAll(List.of("--schema-registry-url", settings.schemaRegistryUrl()));
        command.addAll(List.of(
                "--topic-prefix",
                settings.topicPrefix(),
                "--target",
                scenario.target().url(),
                "--wait-for-go"));
        command.addAll(more);
        Path log = run.logs().resolve("meter.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        if (kek != null) {
            builder.environment().put(VaultOptions.KEK_VARIABLE, kek);
        }
        builder.directory(new File("."));
        try {
            return new MeterProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("The load generator cannot be started: " + e.getMessage(), e);
        }
    }

    private static boolean sendsRecorded(ScenarioFile scenario) {
        return scenario.scenarios().values().stream()
                .anyMatch(load -> load.executor() == Executor.TRACE_REPLAY
                        || load.prompt().file() != null);
    }

    long pid() {
        return process.pid();
    }

    void go() {
        try {
            process.getOutputStream().write((GO + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw Failure.failed("The load generator ended before it began: " + lastWords());
        }
    }

    /** Asks for an orderly end: no new load, streams drain, the ledger is written. */
    void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has ended already
        }
    }

    boolean await(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Empty while it runs. */
    Optional<Integer> exitCode() {
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    /** Why it failed: the signal that killed it, or the last line of its log. */
    String lastWords() {
        int code = exitCode().orElse(0);
        if (code > SIGNALLED) {
            return "its process was killed by signal " + (code - SIGNALLED);
        }
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty()
                    ? "it said nothing (see " + log + ")"
                    : lines.get(lines.size() - 1).replaceFirst("^weir: ", "");
        } catch (IOException e) {
            return "its log " + log + " cannot be read";
        }
    }

    @Override
    public void close() {
        stop();
        try {
            if (!await(GRACE)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
