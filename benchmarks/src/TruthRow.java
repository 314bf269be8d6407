import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is measured minus what the server did, for us and for the C client, in alternating runs: TTFT and gaps between tokens,
 * at 50 tokens/s a stream, starts spread over one stream's length, nothing left out at the beginning.
 */
record TruthRow(int streams) implements Row {
    private static final int SPREAD_MILLIS = 1460;
    private static final List<String> SERVER = List.of("--ttft-ms", "200", "--itl-ms", "20");
    private static final String[] NAMES = {"TTFT p50", "TTFT p99", "gap p50", "gap p99"};

    @Override
    public Map<String, Object> run(Lab lab) throws Exception {
        List<List<Double>> raw = lists();
        List<List<Double>> ours = lists();
        for (int i = 0; i < lab.pairs; i++) {
            try (TruthServer server = lab.server(false, SERVER)) {
                JsonNode c = lab.rawClient(server, false, streams, SPREAD_MILLIS);
                server.stop();
                add(raw, server, c.at("/ttft_ms/p50"), c.at("/ttft_ms/p99"), c.at("/gap_ms/p50"), c.at("/gap_ms/p99"));
            }
            try (TruthServer server = lab.server(false, SERVER)) {
                JsonNode weir = lab.weir(
                        server,
                        false,
                        List.of(
                                "--vus", "" + streams,
                                "--spread", SPREAD_MILLIS + "ms",
                                "--duration", lab.seconds + "s",
                                "--max-tokens", "" + Lab.TOKENS),
                        Map.of());
                server.stop();
                JsonNode all = weir.get("latencies");
                // Of fewer than a hundred values the nearest rank of p99 is the largest; the summary gives none then.
                JsonNode p99 = all.at("/ttft/p99").isNull() ? all.at("/ttft/max") : all.at("/ttft/p99");
                add(ours, server, all.at("/ttft/p50"), p99, all.at("/interToken/p50"), all.at("/interToken/p99"));
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.length; i++) {
            double mine = Statistics.median(ours.get(i));
            double limit = Statistics.median(raw.get(i));
            figures.put(NAMES[i] + ", error beyond rawclient's, ms", Statistics.rounded(mine - limit));
            figures.put(NAMES[i] + ", errors of weir and rawclient, ms", Statistics.rounded(mine) + " and " + Statistics.rounded(limit));
        }
        return figures;
    }

    private static void add(
            List<List<Double>> errors, TruthServer server, JsonNode p50, JsonNode p99, JsonNode gap50, JsonNode gap99)
            throws Exception {
        double[] truth = server.ttftMillis();
        errors.get(0).add(p50.asDouble() - Statistics.quantile(truth, 0.5));
        errors.get(1).add(p99.asDouble() - Statistics.quantile(truth, 0.99));
        errors.get(2).add(gap50.asDouble() - server.number("gap_p50_ms"));
        errors.get(3).add(gap99.asDouble() - server.number("gap_p99_ms"));
    }

    private static List<List<Double>> lists() {
        List<List<Double>> lists = new ArrayList<>();
        for (int i = 0; i < NAMES.length; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }
}
