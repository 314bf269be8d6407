package io.tokenweir.load.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.scenario.TraceSpec;

class TraceLapsTest {
    private static final String BURST_GPT = "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n"
            + "5,ChatGPT,472,18,490,Conversation log\n45.25,ChatGPT,1087,0,1087,Conversation log\n"
            + "118,GPT-4,417,276,693,API log\n";

    @TempDir
    Path folder;

    @Test
    void leavesFailuresOfBurstGptOutUnlessTheyAreWanted() throws IOException {
        assertThat(offsets(BURST_GPT, "limit: 10")).containsExactly(0L, 113_000_000_000L);
        assertThat(offsets(BURST_GPT, "failures: replay")).containsExactly(0L, 40_250_000_000L, 113_000_000_000L);
    }

    @Test
    void readsColumnsByTheNamesThatTheScenarioGives() throws IOException {
        String own = "id;x,\"out\",when,in\n1,7,2026-01-01T10:00:00.5Z,30\n2,8,2026-01-01T10:00:00.7500001Z,40\n";
        List<TraceRow> rows =
                rows(own, "format: csv, columns: {timestamp: when, inputTokens: in, outputTokens: out}", 10);
        assertThat(rows).extracting(TraceRow::offsetNanos).containsExactly(0L, 250_000_100L);
        assertThat(rows.get(1)).returns(40, TraceRow::inputTokens).returns(8, TraceRow::outputTokens);
    }

    @Test
    void readsFieldsOfJsonLinesByTheirNames() throws IOException {
        String own = "{\"t\": 1000.25, \"p\": 3, \"c\": 4}\n{\"t\": 1001, \"p\": 5, \"c\": 6}\n";
        String columns = "columns: {timestamp: t, inputTokens: p, outputTokens: c, timeUnit: ms}";
        assertThat(offsets(own, "format: jsonl, " + columns)).containsExactly(0L, 750_000L);
    }

    @Test
    void namesTheColumnThatIsMissingAndThoseThatAreThere() {
        assertThatThrownBy(() -> offsets(
                        "when,in\n1,2\n",
                        "format: csv, columns: {timestamp: when, inputTokens: in, outputTokens: out}"))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("trace:1:1: the header has no column 'out', only when, in");
    }

    @Test
    void saysWhereANumberIsNone() {
        assertThatThrownBy(() -> offsets(BURST_GPT.replace("1087,0", "many,0"), "failures: replay"))
                .hasMessageContaining("trace:3:15: expected a whole number of tokens; mend the row");
    }

    @Test
    void playsAWindowFromItsBeginning() throws IOException {
        assertThat(offsets(BURST_GPT, "failures: replay, from: 40s, to: 100s")).containsExactly(250_000_000L);
    }

    @Test
    void beginsAgainAfterOneMeanGapWhenItLoops() throws IOException {
        String trace = "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:00:00.0,1,1\n"
                + "2023-11-16 18:00:01.0,1,1\n2023-11-16 18:00:04.0,1,1\n";
        assertThat(rows(trace, "loop: true", 5))
                .extracting(TraceRow::offsetNanos)
                .containsExactly(0L, 1_000_000_000L, 4_000_000_000L, 6_000_000_000L, 7_000_000_000L);
        assertThat(rows(trace, "loop: true, from: 1s, to: 3s", 3))
                .extracting(TraceRow::offsetNanos)
                .containsExactly(0L, 2_000_000_000L, 4_000_000_000L);
    }

    @Test
    void readsTheGenuineTracesWhereTheyAreAtHand() throws IOException {
        String home = System.getenv("WEIR_TRACES");
        assumeTrue(home != null, "WEIR_TRACES names no folder with genuine traces");
        try (Stream<Path> files = Files.list(Path.of(home))) {
            for (Path file : files.filter(name -> name.toString().matches(".*\\.(csv|jsonl)"))
                    .toList()) {
                assertThat(rows(spec(file, "limit: 1000000"), Integer.MAX_VALUE))
                        .hasSizeGreaterThan(1_000);
            }
        }
    }

    private List<Long> offsets(String text, String keys) throws IOException {
        return rows(text, keys, Integer.MAX_VALUE).stream()
                .map(TraceRow::offsetNanos)
                .toList();
    }

    private List<TraceRow> rows(String text, String keys, int most) throws IOException {
        return rows(spec(Files.writeString(folder.resolve("trace"), text), keys), most);
    }

    private static List<TraceRow> rows(TraceSpec spec, int most) {
        List<TraceRow> rows = new ArrayList<>();
        try (TraceLaps laps = new TraceLaps(spec)) {
            for (TraceRow row = laps.next(); row != null && rows.size() < most; row = laps.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static TraceSpec spec(Path file, String keys) {
        String scenario = "{name: t, target: {model: m}, scenarios: {s: {executor: trace-replay, trace: {file: '" + file
                + "', " + keys + "}}}}";
        return ScenarioReader.parse("t.yaml", scenario).scenarios().get("s").trace();
    }
}
