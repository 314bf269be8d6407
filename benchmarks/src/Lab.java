import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The bench: starts the instruments and {@code ./weir run} as processes of their own, and reads what they print. Where two
 * cores are asked for, the server has the first and the client the second.
 */
final class Lab {
    static final int TOKENS = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Path work;
    final int seconds;
    final int pairs;
    private int runs;

    Lab(Path home, Path work, int seconds, int pairs) {
        this.home = home;
        this.work = work;
        this.seconds = seconds;
        this.pairs = pairs;
    }

    boolean hasInstruments() {
        return Files.exists(work.resolve("truthserver"));
    }

    /** The command itself. */
    Path weir() {
        return home.resolve("weir");
    }

    Path file(String name) {
        return work.resolve(name);
    }

    TruthServer server(boolean pinned, List<String> options) throws IOException, InterruptedException {
        return TruthServer.start(work, pinned ? core(0) : List.of(), options);
    }

    Broker broker() throws IOException {
        return Broker.start(home, work.resolve("broker" + runs++), core(0));
    }

    /** A broker that may use every core. */
    Broker brokerUnbound() throws IOException {
        return Broker.start(home, work.resolve("broker" + runs++), List.of());
    }

    /** A broker that has a core only while nothing else wants it: in the field it has a machine of its own. */
    Broker brokerAside() throws IOException {
        return Broker.start(home, work.resolve("broker" + runs++), List.of("chrt", "--idle", "0"));
    }

    /** The C client: the least work that can measure a stream. */
    JsonNode rawClient(TruthServer server, boolean pinned, int streams, int spreadMillis)
            throws IOException, InterruptedException {
        return rawClient(server.port(), pinned, streams, spreadMillis, seconds);
    }

    JsonNode rawClient(String port, boolean pinned, int streams, int spreadMillis, int duration)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(pinned ? core(1) : List.of());
        command.addAll(List.of(work.resolve("rawclient").toString(), "--port", port, "--conns", "" + streams));
        command.addAll(List.of("--seconds", "" + duration, "--tokens", "" + TOKENS, "--spread-ms", "" + spreadMillis));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        JsonNode result = JSON.readTree(process.getInputStream().readAllBytes());
        process.waitFor();
        return result;
    }

    /** {@code ./weir run} in its quick form; gives its summary. */
    JsonNode weir(TruthServer server, boolean pinned, List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path summary = work.resolve("summary" + runs++ + ".json");
        List<String> command = new ArrayList<>(pinned ? core(1) : List.of());
        command.addAll(List.of(home.resolve("weir").toString(), "run", "--target", "http://127.0.0.1:" + server.port() + "/v1"));
        command.addAll(List.of("--model", "truth-1", "--prompt-tokens", "16", "--summary", summary.toString()));
        command.addAll(options);
        Path log = work.resolve("weir.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        if (!Files.exists(summary)) {
            throw new IOException("weir run ended with " + code + ": " + Files.readString(log));
        }
        return JSON.readTree(summary.toFile());
    }

    /** The program under test. */
    String program() {
        return home.resolve("weir").toString();
    }

    /** What binds a command to one core. */
    static List<String> core(int number) {
        return Runtime.getRuntime().availableProcessors() > 1 ? List.of("taskset", "-c", "" + number) : List.of();
    }
}
