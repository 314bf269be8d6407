import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** How late requests leave that are due at a rate; one token each. */
record PacingRow(int perSecond, String arrivals) implements Row {
    @Override
    public Map<String, Object> run(Lab lab) throws Exception {
        try (TruthServer server = lab.server(false, List.of("--ttft-ms", "5", "--itl-ms", "0"))) {
            JsonNode weir = lab.weir(
                    server,
                    false,
                    List.of(
                            "--rate", perSecond + "/s",
                            "--arrivals", arrivals,
                            "--duration", lab.seconds + "s",
                            "--max-tokens", "1"),
                    Map.of());
            Map<String, Object> figures = new LinkedHashMap<>();
            JsonNode lateness = weir.at("/latencies/lateness");
            figures.put("lateness p50, p99, max, ms", lateness.get("p50") + ", " + lateness.get("p99") + ", " + lateness.get("max"));
            figures.put("started, dropped", weir.at("/requests/started") + ", " + weir.at("/requests/dropped"));
            if (!weir.at("/certificates").isMissingNode()) {
                figures.put("arrival certificate", weir.get("certificates").toString());
            }
            return figures;
        }
    }
}
