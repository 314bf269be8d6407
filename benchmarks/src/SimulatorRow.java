import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * {@code ./weir simulate} on one core with the C client on the other: tokens a second, CPU time, and how late each token was
 * by the simulator's own log. The first {@code WARM_UP_SECONDS} of load are not measured: its compilers share its core. The C
 * server under the same load, in its place, comes first: what the core, the kernel and the client can do.
 *
 * @param engine the engine block of the model, in YAML
 * @param streams connections
 * @param spreadMillis time over which their first requests are spread
 * @param tokens whether the instants of single tokens are logged
 * @param server options of the C server for the same work
 * @param serverSpreadMillis spread of its first requests: without any, its streams' tokens fall together as in steps
 */
record SimulatorRow(
        String engine, int streams, int spreadMillis, boolean tokens, List<String> server, int serverSpreadMillis)
        implements Row {
    private static final int WARM_UP_SECONDS = 20;

    @Override
    public Map<String, Object> run(Lab lab) throws Exception {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        long requests = 0;
        for (int i = 0; i < lab.pairs; i++) {
            baseline(lab, all);
            try (Simulator simulator = Simulator.start(lab, engine, tokens)) {
                lab.rawClient(simulator.port(), true, streams, spreadMillis, WARM_UP_SECONDS);
                long since = System.currentTimeMillis() * 1000;
                double cpu = simulator.cpuSeconds();
                JsonNode client = lab.rawClient(simulator.port(), true, streams, spreadMillis, lab.seconds);
                double spent = simulator.cpuSeconds() - cpu;
                simulator.stop();
                Lateness lateness = Lateness.since(simulator.log(), since);
                requests += lateness.requests();
                add(all, "tokens per second", client.get("tokens").asDouble() / client.get("seconds").asDouble());
                add(all, "tokens per CPU-second", client.get("tokens").asDouble() / spent);
                add(all, "share of its core, %", 100 * spent / client.get("seconds").asDouble());
                if (tokens) {
                    add(all, "token lateness p50, ms", lateness.token(0.5));
                    add(all, "token lateness p90, ms", lateness.token(0.9));
                    add(all, "token lateness p99, ms", lateness.token(0.99));
                    add(all, "token lateness max, ms", lateness.token(1));
                }
                add(all, "worst lateness of a request p50, ms", lateness.request(0.5));
                add(all, "worst lateness of a request p99, ms", lateness.request(0.99));
                add(all, "flush span p50, ms", lateness.span(0.5));
                add(all, "flush span p99, ms", lateness.span(0.99));
                add(all, "requests marked saturated, %", 100.0 * lateness.saturated() / Math.max(1, lateness.requests()));
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests", requests);
        all.forEach((name, values) -> figures.put(name, figure(values)));
        return figures;
    }

    private void baseline(Lab lab, Map<String, List<Double>> all) throws Exception {
        try (TruthServer c = lab.server(true, server)) {
            JsonNode client = lab.rawClient(c.port(), true, streams, serverSpreadMillis, lab.seconds);
            c.stop();
            double[] worst = c.worstLatenessMillis();
            add(all, "C server: tokens per second", client.get("tokens").asDouble() / client.get("seconds").asDouble());
            add(all, "C server: tokens per CPU-second", c.number("tokens") / c.number("cpu_s"));
            add(all, "C server: worst lateness of a request p50, ms", Statistics.quantile(worst, 0.5));
            add(all, "C server: worst lateness of a request p99, ms", Statistics.quantile(worst, 0.99));
        }
    }

    /** The median, and all values where there are several. */
    private static String figure(List<Double> values) {
        List<String> each = new ArrayList<>();
        values.forEach(value -> each.add(String.format(Locale.ROOT, value < 100 ? "%.3f" : "%.0f", value)));
        double median = Statistics.median(values);
        String middle = String.format(Locale.ROOT, median < 100 ? "%.3f" : "%.0f", median);
        return each.size() == 1 ? middle : middle + " (" + String.join(", ", each) + ")";
    }

    private static void add(Map<String, List<Double>> all, String name, double value) {
        all.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
}
