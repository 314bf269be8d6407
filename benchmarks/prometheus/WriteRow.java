import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import org.apache.kafka.connect.sink.SinkRecord;
import org.xerial.snappy.Snappy;

/**
 * Samples a second that one task writes into a real server, and CPU time of this process for each, beside a bare client that
 * sends the very same messages to another server of the same kind. Several times, in turns; medians.
 */
final class WriteRow {
    private static final int WARM_UP = 1;
    private static final int TIMES = Integer.parseInt(System.getenv().getOrDefault("BENCH_TIMES", "3"));
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Path work;
    private final int models;
    private final int seconds;
    private final Rows rows = new Rows();
    private final List<double[]> sink = new ArrayList<>();
    private final List<double[]> bare = new ArrayList<>();
    private final List<double[]> converter = new ArrayList<>();
    private final List<Double> server = new ArrayList<>();

    /** @param models each with five histograms a second; without any there are only the run's own counters and gauges */
    WriteRow(Path work, int models, int seconds) {
        this.work = work;
        this.models = models;
        this.seconds = seconds;
    }

    private interface Work {
        void run() throws Exception;
    }

    Map<String, Object> run() throws Exception {
        long samples = 0;
        long messages = 0;
        try (Server ours = Server.start(work.resolve("ours"));
                Server theirs = Server.start(work.resolve("theirs"))) {
            for (int i = 0; i < WARM_UP + TIMES; i++) {
                if (i == WARM_UP) {
                    sink.clear();
                    bare.clear();
                    converter.clear();
                    server.clear();
                }
                List<byte[]> written =
                        rows.written("run-" + i, models, seconds, System.currentTimeMillis() / 1000 - 1);
                List<List<SinkRecord>> read = new ArrayList<>();
                double[] reading = measured(() -> read.add(rows.read(written)));
                List<byte[]> bodies = recorded(read.get(0));
                samples = bodies.stream().mapToLong(BareClient::samples).sum();
                messages = bodies.size();
                converter.add(perSample(reading, samples));
                try (Sink task = new Sink(ours.writeUrl())) {
                    sink.add(perSample(measured(() -> task.put(read.get(0))), samples));
                }
                BareClient client = new BareClient(theirs.writeUrl());
                double before = theirs.cpuSeconds();
                bare.add(perSample(measured(() -> client.post(bodies)), samples));
                server.add((theirs.cpuSeconds() - before) * 1e6 / samples);
            }
            check(ours, theirs);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("samples of a turn, of these native histograms, in messages", samples + ", " + models * seconds * 5 + ", " + messages);
        figures.put("samples/s, one task: median, least and most of " + TIMES, rates(sink));
        figures.put("samples/s, bare client", rates(bare));
        figures.put("CPU of the task, us per sample", micros(sink));
        figures.put("CPU of the bare client, us per sample", micros(bare));
        figures.put("beside the bare client", Statistics.rounded(Statistics.median(all(sink, 1)) / Statistics.median(all(bare, 1))) + " x");
        figures.put("CPU of the server for the bare client, us per sample", Statistics.median(server, 3) + " (" + Statistics.range(server) + ")");
        figures.put("CPU of the converter before the task, us per sample", micros(converter));
        return figures;
    }

    private static List<byte[]> recorded(List<SinkRecord> records) throws IOException {
        try (Recorder recorder = new Recorder(); Sink task = new Sink(recorder.url())) {
            task.put(records);
            List<byte[]> messages = new ArrayList<>();
            for (byte[] body : recorder.bodies()) {
                messages.add(Snappy.uncompress(body));
            }
            return messages;
        }
    }

    /** Both servers hold the same: else it was not the same work. */
    private static void check(Server ours, Server theirs) throws IOException, InterruptedException {
        String query = "sum(count_over_time(weir_run_attempts_total[1h])) + sum(count_over_time(weir_run_offered_total[1h]))";
        double here = ours.value(query).orElse(0);
        double there = theirs.value(query).orElse(0);
        if (here != there || here == 0) {
            throw new IOException("the servers hold " + here + " and " + there + " samples");
        }
    }

    /** Seconds, and seconds of CPU of this process. */
    private static double[] measured(Work work) throws Exception {
        long cpu = SYSTEM.getProcessCpuTime();
        long time = System.nanoTime();
        work.run();
        return new double[] {(System.nanoTime() - time) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9};
    }

    private static double[] perSample(double[] measured, long samples) {
        return new double[] {samples / measured[0], measured[1] * 1e6 / samples};
    }

    private static List<Double> all(List<double[]> turns, int figure) {
        return turns.stream().map(turn -> turn[figure]).toList();
    }

    private static String rates(List<double[]> turns) {
        List<Double> rates = all(turns, 0);
        return String.format("%,.0f (%,.0f to %,.0f)", Statistics.median(rates), Collections.min(rates), Collections.max(rates));
    }

    private static String micros(List<double[]> turns) {
        List<Double> micros = all(turns, 1);
        return Statistics.median(micros, 3) + " (" + Statistics.range(micros) + ")";
    }
}
