import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server with the known answer. Stop it to learn what it really did. */
final class TruthServer implements AutoCloseable {
    private final Process process;
    private final String port;
    private final Path log;
    private String summary;

    private TruthServer(Process process, String port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static TruthServer start(Path work, List<String> prefix, List<String> options)
            throws IOException {
        String port = freePort();
        Path log = work.resolve("truth-" + port + ".csv");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(work.resolve("truthserver").toString(), "--port", port, "--log", log.toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command).start();
        // It says on standard error that it listens.
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)).readLine();
        return new TruthServer(process, port, log);
    }

    String port() {
        return port;
    }

    /** Ends it, and writes its log. */
    void stop() throws IOException {
        if (summary == null) {
            process.toHandle().destroy(); // Process.destroy would close its output as well
            summary = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.onExit().join();
        }
    }

    /** Times to the first token as written, in ms, sorted. */
    double[] ttftMillis() throws IOException {
        return millis(3);
    }

    /** The longest lateness of a token of each request, in ms, sorted. */
    double[] worstLatenessMillis() throws IOException {
        return millis(6);
    }

    /** A column of its log, of nanoseconds. */
    private double[] millis(int column) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.skip(1)
                    .mapToDouble(line -> Long.parseLong(line.split(",")[column]) / 1e6)
                    .sorted()
                    .toArray();
        }
    }

    /** A number of its last line, such as {@code gap_p99_ms}. */
    double number(String name) {
        String[] words = summary.trim().split(" ");
        for (int i = 0; i + 1 < words.length; i++) {
            if (words[i].equals(name)) {
                return Double.parseDouble(words[i + 1]);
            }
        }
        throw new IllegalStateException("the server did not say " + name + ": " + summary);
    }

    @Override
    public void close() throws IOException {
        stop();
        Files.deleteIfExists(log);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
