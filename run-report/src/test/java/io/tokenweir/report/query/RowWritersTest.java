package io.tokenweir.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

import io.tokenweir.events.WindowResult;

class RowWritersTest {
    private final WindowResult window = SyntheticWindow.of(1_700_000_000_000_000L, "a, \"b\"", Map.of("OK", 7L));

    @Test
    void aTableShowsTimesInUtcAndDurationsInMilliseconds() {
        List<String> lines = new TableWriter(
                        paths("windowStartMicros", "window.ttft.p50Nanos", "window.requests", "health"))
                .begin(List.of(window));
        assertThat(lines.get(0).split(" {2,}")).containsExactly("windowStart", "ttft p50 ms", "requests", "health");
        assertThat(lines.get(1).split(" {2,}")).containsExactly("2023-11-14T22:13:20Z", "4.000", "OK 7", "-");
    }

    @Test
    void csvKeepsTheValuesAndQuotesWhatMustBe() {
        List<String> lines = new CsvWriter(paths("model", "window.ttft.p50Nanos", "health", "window.requests"))
                .begin(List.of(window));
        assertThat(lines.get(0)).isEqualTo("model,window.ttft.p50Nanos,health,window.requests");
        assertThat(lines.get(1)).isEqualTo("\"a, \"\"b\"\"\",4000000,,\"{\"\"OK\"\":7}\"");
    }

    @Test
    void jsonOfAWholeRecordHasEveryFieldOfItsSchema() throws Exception {
        JsonNode json = new ObjectMapper().readTree(new JsonLines(List.of()).row(window));
        for (Schema.Field field : WindowResult.SCHEMA$.getFields()) {
            assertThat(json.has(field.name())).as(field.name()).isTrue();
        }
        assertThat(json.at("/window/requests/OK").asLong()).isEqualTo(7);
        assertThat(json.at("/series/model").asText()).isEqualTo("a, \"b\"");
    }

    @Test
    void jsonOfNamedColumnsHasJustThose() {
        assertThat(new JsonLines(paths("windowSeconds", "model")).row(window))
                .isEqualTo("{\"windowSeconds\":1,\"model\":\"a, \\\"b\\\"\"}");
    }

    private static List<FieldPath> paths(String... texts) {
        return Stream.of(texts)
                .map(text -> FieldPath.parse(text, WindowResult.SCHEMA$))
                .toList();
    }
}
