import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Tokens per CPU-second against the C client's: server on one core, client on the other, in alternating pairs. */
record CostRow(List<String> serverOptions, int streams, int spreadMillis, String events) implements Row {
    private static final int WARM_UP_SECONDS = 5;

    @Override
    public Map<String, Object> run(Lab lab) throws Exception {
        List<Double> raw = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        long failed = 0;
        try (Broker broker = events.equals("kafka") ? lab.broker() : null) {
            List<String> options = new ArrayList<>(List.of("--vus", "" + streams, "--max-tokens", "" + Lab.TOKENS));
            options.addAll(List.of("--duration", lab.seconds + WARM_UP_SECONDS + "s", "--warmup", WARM_UP_SECONDS + "s"));
            if (spreadMillis > 0) {
                options.addAll(List.of("--spread", spreadMillis + "ms"));
            }
            options.addAll(broker == null ? List.of("--events", events) : broker.options());
            for (int i = 0; i < lab.pairs; i++) {
                try (TruthServer server = lab.server(true, serverOptions)) {
                    JsonNode c = lab.rawClient(server, true, streams, spreadMillis);
                    JsonNode weir = lab.weir(server, true, options, Map.of());
                    raw.add(c.get("tokens_per_cpu_s").asDouble());
                    ours.add(weir.at("/cpu/tokensPerCpuSecond").asDouble());
                    rates.add(weir.at("/cpu/arrivals").asDouble() / weir.at("/cpu/wallSeconds").asDouble());
                    ratios.add(ours.get(i) / raw.get(i));
                    failed += weir.at("/requests/started").asLong() - weir.at("/requests/answered").asLong();
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("× rawclient, tokens per CPU-second", Statistics.median(ratios, 3));
        figures.put("of the pairs", Statistics.range(ratios));
        figures.put("rawclient, tokens per CPU-second", Statistics.median(raw, 0));
        figures.put("weir, tokens per CPU-second", Statistics.median(ours, 0));
        figures.put("weir, tokens per second", Statistics.median(rates, 0));
        figures.put("requests not answered in full", failed);
        return figures;
    }
}
