import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** A thousand streams within 256 MiB of heap, and what a token makes the engine allocate. */
record MemoryRow() implements Row {
    @Override
    public Map<String, Object> run(Lab lab) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        measure(lab, "none", List.of("--events", "none"), figures);
        measure(lab, "encoded", List.of("--events", "encoded"), figures);
        try (Broker broker = lab.broker()) {
            measure(lab, "published", broker.options(), figures);
        }
        return figures;
    }

    private static void measure(Lab lab, String events, List<String> options, Map<String, Object> figures)
            throws Exception {
        try (TruthServer server = lab.server(false, List.of("--ttft-ms", "200", "--itl-ms", "20"))) {
            List<String> all = new ArrayList<>(List.of(
                    "--vus", "1000",
                    "--spread", "1460ms",
                    "--duration", lab.seconds + 3 + "s",
                    "--warmup", "3s",
                    "--max-tokens", "" + Lab.TOKENS));
            all.addAll(options);
            JsonNode weir = lab.weir(server, false, all, Map.of("WEIR_JAVA_OPTS", "-Xmx256m"));
            figures.put(
                    "bytes allocated per token, events " + events,
                    Statistics.rounded(weir.at("/cpu/allocatedBytesPerToken").asDouble()));
            figures.put(
                    "requests answered of started with a heap of 256 MiB, events " + events,
                    weir.at("/requests/answered") + " of " + weir.at("/requests/started"));
        }
    }
}
