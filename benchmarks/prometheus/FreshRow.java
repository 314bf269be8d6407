import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.WindowResult;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * From the end of a window to the moment at which a query of a real Prometheus knows it, in a run of the demo's size: 50 virtual
 * users, 40 seconds, every service a process of its own on this machine. The server is asked every few milliseconds.
 */
final class FreshRow {
    private static final int SECONDS = 40;
    private static final int WARM_UP_SECONDS = 15;
    private static final int POLL_MILLIS = 20;
    private static final String QUERY = "max(weir_window_end_timestamp_seconds)";

    private final Path home;
    private final Path work;
    private final Deque<Process> processes = new ArrayDeque<>();

    FreshRow(Path home, Path work) {
        this.home = home;
        this.work = work;
    }

    Map<String, Object> run() throws Exception {
        try (Server server = Server.start(work.resolve("fresh"))) {
            Path config = Files.writeString(work.resolve("simulator.yaml"), """
                    models:
                      truth-1:
                        limits: {requestsPerMinute: 0, tokensPerMinute: 0}
                    """);
            String api = weir("API ", List.of("simulate", "--config", config.toString())).replaceAll(".* ", "");
            List<String> broker = List.of(weir("--bootstrap-servers ", List.of("broker", "--data-folder", work.resolve("log").toString()))
                    .trim().split(" "));
            weir("Topology running", with(broker, "streams", "--state-folder", work.resolve("state").toString()));
            weir("Sinks running", with(broker, "connect", "--remote-write-url", server.writeUrl()));
            // a service is measured, not its start: the compilers are at work for seconds
            run(broker, api, "8s", WARM_UP_SECONDS).onExit().join();
            KafkaSettings settings = new KafkaSettings(
                    broker.get(1), broker.get(3), broker.size() > 5 ? broker.get(5) : "", 1, (short) 1, Map.of());
            AvroWire wire = AvroWire.of(settings.client("freshness"));
            long begin = System.currentTimeMillis() * 1000;
            try (Ages results = new Ages(settings, Topic.METRICS, value -> end(wire, value, begin))) {
                List<Double> ages = ages(server, run(broker, api, "10s", SECONDS));
                Map<String, Object> figures = figures(ages);
                figures.put("window end to result readable in Kafka, ms, p50, p99", results.quantile(0.5) + ", " + results.quantile(0.99));
                return figures;
            }
        } finally {
            while (!processes.isEmpty()) {
                Process process = processes.pop();
                process.destroy();
                process.onExit().join();
            }
        }
    }

    private Process run(List<String> broker, String api, String spread, int seconds) throws IOException {
        return start(with(broker, "run", "--target", api, "--model", "truth-1", "--vus", "50", "--spread", spread,
                "--duration", seconds + "s", "--max-tokens", "64"));
    }

    /** Of the run's own results, so that each second counts once. */
    private static long end(AvroWire wire, byte[] value, long begin) {
        WindowResult result = wire.decode(value, WindowResult.class);
        boolean counts = result.getSeries().getGrouping() == Grouping.RUN
                && result.getWindowSeconds() == 1
                && result.getRevision() == 0
                && result.getWindowEndMicros() > begin;
        return counts ? result.getWindowEndMicros() : 0;
    }

    /** Milliseconds from the end of each window to its being visible, in order; until the run has ended and nothing follows. */
    private static List<Double> ages(Server server, Process run) throws IOException, InterruptedException {
        List<Double> ages = new ArrayList<>();
        double begin = System.currentTimeMillis() / 1000.0;
        double newest = 0;
        long ended = Long.MAX_VALUE;
        while (System.nanoTime() - ended < TimeUnit.SECONDS.toNanos(2) || ended == Long.MAX_VALUE) {
            OptionalDouble end = server.value(QUERY);
            double now = System.currentTimeMillis();
            // what ended before is of the run before
            if (end.isPresent() && end.getAsDouble() > Math.max(begin, newest)) {
                for (double window = newest == 0 ? end.getAsDouble() : newest + 1; window <= end.getAsDouble(); window++) {
                    ages.add(now - window * 1000);
                }
                newest = end.getAsDouble();
            }
            if (ended == Long.MAX_VALUE && !run.isAlive()) {
                ended = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return ages;
    }

    private static Map<String, Object> figures(List<Double> ages) throws IOException {
        if (ages.size() < SECONDS / 2) {
            throw new IOException("only " + ages.size() + " windows came");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("windows of a second", ages.size());
        figures.put("window end to visible, ms, p50, p99, longest", quantiles(ages));
        figures.put("of each second, ms", ages.stream().map(age -> String.format("%.0f", age)).collect(Collectors.joining(" ")));
        return figures;
    }

    private static String quantiles(List<Double> ages) {
        double[] sorted = ages.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format("%.0f, %.0f, %.0f", Statistics.quantile(sorted, 0.5), Statistics.quantile(sorted, 0.99), sorted[sorted.length - 1]);
    }

    private static List<String> with(List<String> broker, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(broker);
        return all;
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("weir").toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(work, arguments.get(0), ".log").toFile())
                .start();
        processes.push(process);
        return process;
    }

    /** Starts a service and waits for the line that begins so. */
    private String weir(String ready, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("weir").toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.push(process);
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(ready)) {
                Thread rest = new Thread(() -> lines.lines().forEach(unread -> {}), "reads-on");
                rest.setDaemon(true);
                rest.start();
                return line;
            }
        }
        throw new IOException("./weir " + arguments.get(0) + " did not start");
    }
}
