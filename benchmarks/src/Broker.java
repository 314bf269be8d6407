import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A real broker and registry in a process of their own: {@code ./weir broker}. */
final class Broker implements AutoCloseable {
    private final Process process;
    private final Path data;
    private final List<String> options;

    private Broker(Process process, Path data, List<String> options) {
        this.process = process;
        this.data = data;
        this.options = options;
    }

    static Broker start(Path home, Path data, List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(home.resolve("weir").toString(), "broker", "--data-folder", data.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("--bootstrap-servers ")) {
                return new Broker(process, data, Arrays.asList(line.trim().split(" ")));
            }
        }
        throw new IOException("the broker did not start");
    }

    /** What {@code ./weir run} needs to publish to it. */
    List<String> options() {
        return options;
    }

    /** Of what stands at the end of the prefix: {@code taskset} and {@code chrt} become it. */
    long pid() {
        return process.pid();
    }

    /** Where its logs are. */
    Path data() {
        return data;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
