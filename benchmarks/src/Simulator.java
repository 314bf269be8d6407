import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./weir simulate} in a process of its own, on the first core, with one model and no limits. */
final class Simulator implements AutoCloseable {
    private final Process process;
    private final String port;
    private final Path log;

    private Simulator(Process process, String port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static Simulator start(Lab lab, String engine, boolean tokens) throws IOException {
        Path config = lab.file("simulator.yaml");
        Path log = lab.file("simulator.jsonl");
        Files.writeString(config, """
                models:
                  truth-1:
                    engine: %s
                    limits: {requestsPerMinute: 0, tokensPerMinute: 0}
                truth: {tokens: %s}
                """.formatted(engine, tokens));
        List<String> command = new ArrayList<>(Lab.core(0));
        command.addAll(List.of(lab.program(), "simulate", "--config", config.toString(), "--truth-log", log.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("API ")) {
                port = line.replaceAll(".*:(\\d+)/v1$", "$1");
            } else if (line.startsWith("SMTP ")) {
                return new Simulator(process, port, log);
            }
        }
        throw new IOException("the simulator did not start");
    }

    String port() {
        return port;
    }

    Path log() {
        return log;
    }

    /** CPU time of the process so far, in hundredths of a second. */
    double cpuSeconds() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/" + process.pid() + "/stat")).replaceFirst(".*\\) ", "").split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    /** Ends it, and its log with it. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() throws IOException {
        stop();
        Files.deleteIfExists(log);
    }
}
