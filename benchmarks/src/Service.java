import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code ./weir} command in a process of its own; its output goes to a file. */
final class Service implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path output;

    private Service(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Service start(Path weir, Path folder, List<String> arguments) throws IOException {
        Path output = folder.resolve(arguments.get(0) + ".out");
        List<String> command = new ArrayList<>(List.of(weir.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putIfAbsent("WEIR_KEK", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
        return new Service(builder.start(), output);
    }

    /** Waits for a line that begins so; the rest of it. */
    String lineAfter(String beginning) throws IOException, InterruptedException {
        for (int tenth = 0; tenth < PATIENCE_SECONDS * 10; tenth++) {
            for (String line : output().lines().toList()) {
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length()).strip();
                }
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        throw new IOException("no line '" + beginning + "' in " + output());
    }

    boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        return process.waitFor(time, unit);
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
