import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

/** A thousand streams within 256 MiB of heap, and what a token makes the engine allocate. */
record MemoryRow() implements Row {
    private static final Pattern COLLECTION = Pattern.compile("^\\[([0-9.]+)s\\].* (\\d+)M->(\\d+)M\\(");

    @Override
    public Map<String, Object> run(Lab lab) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (String events : List.of("none", "encoded")) {
            Path log = lab.file("gc-" + events + ".log");
            try (TruthServer server = lab.server(false, List.of("--ttft-ms", "200", "--itl-ms", "20"))) {
                JsonNode weir = lab.weir(
                        server,
                        false,
                        List.of(
                                "--vus", "1000",
                                "--spread", "1460ms",
                                "--duration", lab.seconds + 3 + "s",
                                "--warmup", "3s",
                                "--max-tokens", "" + Lab.TOKENS,
                                "--events", events),
                        Map.of("WEIR_JAVA_OPTS", "-Xmx256m -Xmn8m -Xlog:gc:file=" + log));
                figures.put("bytes allocated per token, events " + events, perToken(log, weir, lab.seconds));
                figures.put(
                        "requests answered of started with a heap of 256 MiB, events " + events,
                        weir.at("/requests/answered") + " of " + weir.at("/requests/started"));
            }
        }
        return figures;
    }

    /** What the collector found between the collections of the measured seconds; a small young generation makes them many. */
    private static double perToken(Path log, JsonNode weir, int seconds) throws IOException {
        List<double[]> collections = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher m = COLLECTION.matcher(line);
            if (m.find()) {
                collections.add(IntStream.rangeClosed(1, 3)
                        .mapToDouble(i -> Double.parseDouble(m.group(i)))
                        .toArray());
            }
        }
        double end = collections.isEmpty() ? 0 : collections.get(collections.size() - 1)[0];
        double mebibytes = 0;
        double first = end;
        for (int i = collections.size() - 1; i > 0 && collections.get(i - 1)[0] > end - seconds; i--) {
            mebibytes += collections.get(i)[1] - collections.get(i - 1)[2];
            first = collections.get(i - 1)[0];
        }
        double tokensPerSecond = weir.at("/cpu/arrivals").asDouble() / weir.at("/cpu/wallSeconds").asDouble();
        return end > first ? Statistics.rounded(mebibytes * 1024 * 1024 / (end - first) / tokensPerSecond) : -1;
    }
}
