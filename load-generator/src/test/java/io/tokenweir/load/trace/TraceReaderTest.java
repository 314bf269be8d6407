package io.tokenweir.load.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.common.scenario.TraceSpec;

class TraceReaderTest {
    private static final String AZURE = "TIMESTAMP,ContextTokens,GeneratedTokens\n"
            + "2023-11-16 18:17:03.9799600,4808,10\n2023-11-16 18:17:04.0319601,3180,8\n";

    @TempDir
    Path folder;

    @Test
    void keepsTheHundredNanosecondsOfTheAzureTrace() throws IOException {
        List<TraceRow> rows = rows(AZURE);
        assertThat(rows).extracting(TraceRow::offsetNanos).containsExactly(0L, 52_000_100L);
        assertThat(rows.get(1).inputTokens()).isEqualTo(3180);
        assertThat(rows.get(1).outputTokens()).isEqualTo(8);
    }

    @Test
    void readsTheMooncakeTrace() throws IOException {
        List<TraceRow> rows =
                rows("{\"timestamp\": 3000, \"input_length\": 6758, \"output_length\": 500, \"hash_ids\": [0, 1]}\n"
                        + "{\"timestamp\": 6000, \"input_length\": 1, \"output_length\": 2, \"hash_ids\": []}\n");
        assertThat(rows).extracting(TraceRow::offsetNanos).containsExactly(0L, 3_000_000_000L);
        assertThat(rows.get(0).prefixIds()).containsExactly(0, 1);
    }

    @Test
    void readsRecordedBodies() throws IOException {
        List<TraceRow> rows = rows("{\"timestamp\": 1, \"body\": {\"messages\": [], \"max_tokens\": 9}}\n"
                + "{\"timestamp\": 3.5, \"body\": {}}\n");
        assertThat(rows.get(0).body()).isEqualTo("{\"messages\": [], \"max_tokens\": 9}");
        assertThat(rows).extracting(TraceRow::offsetNanos).containsExactly(0L, 2_500_000L);
    }

    @Test
    void tellsTheFormatByTheFirstLineThatTells() throws IOException {
        Path file = write("garbage\n{\"id\": 3}\n{\"timestamp\": 1, \"body\": {}}\n");
        try (TraceReader reader = TraceReader.open(spec(file, true))) {
            assertThat(reader.next()).isNotNull();
            assertThat(reader.badRows()).isEqualTo(2);
        }
    }

    @Test
    void readsAFileThatBeginsWithAByteOrderMark() throws IOException {
        assertThat(rows("\uFEFF" + AZURE)).hasSize(2);
    }

    @Test
    void refusesRowsThatRunBackwards() {
        assertThatThrownBy(() -> rows(AZURE + "2023-11-16 18:17:04.0319600,1,1\n"))
                .hasMessageContaining("trace:4:1: expected a time not before that of the row above");
        String mooncake = "{\"timestamp\": %d, \"input_length\": 1, \"output_length\": 2, \"hash_ids\": []}\n";
        assertThatThrownBy(() -> rows(mooncake.formatted(5) + mooncake.formatted(4)))
                .hasMessageContaining("trace:2:2: expected a 'timestamp' not before that of the row above");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2023-11-16 18:17:05|x|1:3:21: expected a whole number of tokens",
                "yesterday|1|1:3:1: expected a time such as",
            })
    void tellsWhereABadRowIs(String time, String input, String expected) throws IOException {
        String text = AZURE.substring(0, AZURE.lastIndexOf('\n', AZURE.length() - 2) + 1) + time + "," + input + ",7\n";
        assertThatThrownBy(() -> rows(text))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("trace" + expected.substring(1))
                .hasMessageContaining("--skip-bad-rows");
    }

    @Test
    void tellsTheColumnOfABadJsonField() {
        String text = "{\"timestamp\": 1, \"input_length\": \"many\", \"output_length\": 2, \"hash_ids\": []}\n";
        assertThatThrownBy(() -> rows(text))
                .hasMessageContaining("trace:1:18: expected 'input_length' to be a whole number");
    }

    @Test
    void countsBadRowsWhenAsked() throws IOException {
        Path file = write(AZURE + "nonsense\n");
        try (TraceReader reader = TraceReader.open(spec(file, true))) {
            while (reader.next() != null) {
                assertThat(reader.badRows()).isZero();
            }
            assertThat(reader.badRows()).isEqualTo(1);
        }
    }

    @Test
    void replaysFasterAndSpreadsSlotsBySeed() {
        assertThat(new TraceTiming(10, 0, 1).startNanos(1_000)).isEqualTo(100);
        TraceTiming spread = new TraceTiming(1, 3_000_000_000L, 1);
        assertThat(spread.startNanos(0)).isBetween(0L, 2_999_999_999L).isNotEqualTo(spread.startNanos(0));
    }

    @Test
    void countsTheOffsetOfATimeWhenTheClocksAreChanged() {
        RecordedTime time = new RecordedTime("s");
        assertThat(time.offsetNanos("2026-10-25T02:59:59.5+02:00", 1)).isZero();
        assertThat(time.offsetNanos("2026-10-25T02:00:00+01:00", 1)).isEqualTo(500_000_000L);
        assertThat(time.offsetNanos("2026-10-25T01:00:01.000000001Z", 1)).isEqualTo(1_500_000_001L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e20", "12345678901234567890"})
    void refusesATimeThatNoRunWillSee(String text) {
        RecordedTime time = new RecordedTime("ms");
        time.offsetNanos("0", 1);
        assertThatThrownBy(() -> time.offsetNanos(text, 7))
                .isInstanceOf(RowFormat.BadRow.class)
                .extracting("column", "expected")
                .contains(7, "a time within 292 years, and no more than 38 digits behind the point");
    }

    private List<TraceRow> rows(String text) throws IOException {
        List<TraceRow> rows = new ArrayList<>();
        try (TraceReader reader = TraceReader.open(spec(write(text), false))) {
            for (TraceRow row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("trace"), text);
    }

    private static TraceSpec spec(Path file, boolean skipBadRows) {
        return new TraceSpec(file.toString(), null, null, null, null, skipBadRows, null, null, null, null, null);
    }
}
