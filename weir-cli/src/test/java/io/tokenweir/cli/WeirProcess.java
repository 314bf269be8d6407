package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/** A {@code weir} command in a JVM of its own, from the class path of this test. Its output goes to a file. */
final class WeirProcess implements AutoCloseable {
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-Xmx384m", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private final Process process;
    private final Path output;

    private WeirProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param folder working folder; the output is kept there by the command's name */
    static WeirProcess start(Path folder, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        Path output = folder.resolve(arguments.get(0) + ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            return new WeirProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that begins so; the rest of it, without blanks around. */
    String lineAfter(String beginning, Duration atMost) {
        return Awaitility.await("'" + beginning + "' in " + output)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .failFast("its process lives", () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("It ended: " + output());
                    }
                })
                .until(
                        () -> output().lines()
                                .filter(line -> line.startsWith(beginning))
                                .findFirst()
                                .map(line -> line.substring(beginning.length()).strip()),
                        found -> found.isPresent())
                .orElseThrow();
    }

    /** Waits until its output has a line of that form. */
    void awaitLine(Pattern form, Duration atMost) {
        Awaitility.await("a line of the form " + form + " in " + output)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || form.matcher(output()).find());
    }

    /** As a service manager does; Ctrl-C comes to the same. */
    void askToEnd() {
        process.destroy();
    }

    /** Sends SIGINT, as a terminal does. */
    void pressControlC() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** As a machine that loses power does to it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP or SIGCONT: as a machine that is suspended and wakes up. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("It did not end within " + atMost.toSeconds() + " s: " + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
