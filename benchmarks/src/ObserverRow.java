import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether publishing every event changes what is measured: 100 streams, five alternating pairs with it and without. */
record ObserverRow() implements Row {
    private static final int PAIRS = 5;

    @Override
    public Map<String, Object> run(Lab lab) throws Exception {
        List<Double> differences = new ArrayList<>();
        try (Broker broker = lab.brokerAside()) {
            for (int i = 0; i < PAIRS; i++) {
                double without = p99(lab, List.of("--events", "none"));
                differences.add(p99(lab, broker.options()) - without);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("TTFT p99 with publishing minus without, median, ms", Statistics.median(differences, 3));
        figures.put("of the pairs, ms", Statistics.range(differences));
        return figures;
    }

    private static double p99(Lab lab, List<String> events) throws Exception {
        List<String> options = new ArrayList<>(List.of("--vus", "100", "--spread", "1460ms", "--max-tokens", "" + Lab.TOKENS));
        options.addAll(List.of("--duration", lab.seconds + 2 + "s", "--warmup", "2s"));
        options.addAll(events);
        try (TruthServer server = lab.server(false, List.of("--ttft-ms", "200", "--itl-ms", "20"))) {
            JsonNode weir = lab.weir(server, false, options, Map.of());
            return weir.at("/latencies/ttft/p99").asDouble();
        }
    }
}
