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

class RecordedRowsTest {
    private static final String GOOD = "{\"weight\": 3, \"body\": {\"messages\": []}}\n";

    @TempDir
    Path folder;

    @Test
    void readsABodyAsItStandsAndItsWeight() throws IOException {
        List<TraceRow> rows = drawn("{\"id\": \"x\", \"body\": {\"temperature\": 0.70, \"messages\": [\"\\u00e9\"]} ,"
                + " \"weight\": 2.5, \"headers\": {\"weight\": \"9\"}}\n");
        assertThat(rows.get(0).body()).isEqualTo("{\"temperature\": 0.70, \"messages\": [\"\\u00e9\"]}");
        assertThat(rows.get(0).weight()).isEqualTo(2.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "NaN", "-Infinity", "1e999", "\"3\"", "true", "[1]"})
    void refusesAWeightThatIsNoNumberAboveZero(String weight) {
        assertThatThrownBy(() -> drawn(GOOD + "{\"weight\": " + weight + ", \"body\": {}}\n"))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("rows:2:2: expected 'weight' to be a number above 0; mend the row")
                .hasMessageContaining("--skip-bad-rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"body\": {}}| rows:2:13: expected 'weight', a number above 0",
                "{\"weight\": null, \"body\": {}}| rows:2:29: expected 'weight', a number above 0",
                "{\"weight\": 1}| rows:2:14: expected 'body', the recorded request as an object",
                "{\"weight\": 1, \"body\": \"hi\"}| rows:2:15: expected 'body', the recorded request as an object",
                "{\"weight\": 1, \"body\": {}} {}| rows:2:27: expected the line to end after one JSON object",
                "[1]| rows:2:1: expected one JSON object on the line",
            })
    void tellsWhereARowIsWrongAndWhatWasExpected(String row, String expected) {
        assertThatThrownBy(() -> drawn(GOOD + row + "\n")).hasMessageContaining(expected);
    }

    @Test
    void neverQuotesARowThatDoesNotParse() {
        assertThatThrownBy(() -> drawn("{\"weight\": 1, \"body\": {\"k\": sk-secret}}\n"))
                .hasMessageContaining("rows:1:")
                .hasStackTraceContaining("one JSON object")
                .extracting(RecordedRowsTest::stackTrace)
                .asString()
                .doesNotContain("sk-secret");
    }

    @Test
    void countsBadRowsWhenAsked() throws IOException {
        try (TraceReader reader = TraceReader.openWeighted(write("nonsense\n" + GOOD + "{\"weight\": 0}\n"), true)) {
            assertThat(reader.next()).isNotNull();
            assertThat(reader.next()).isNull();
            assertThat(reader.badRows()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"timestamp\": 5, \"body\": {}}", "{\"timestamp\": 5, \"weight\": 1, \"body\": {}}"})
    void refusesTimestampsAmongWeightsEvenWhenBadRowsAreSkipped(String row) throws IOException {
        Path file = write(GOOD + row + "\n");
        try (TraceReader reader = TraceReader.openWeighted(file, true)) {
            reader.next();
            assertThatThrownBy(reader::next).isInstanceOf(TraceException.class).hasMessageContaining("rows:2:");
        }
    }

    @Test
    void namesBothLinesOfAFileThatMixes() {
        assertThatThrownBy(() -> replayed("{\"timestamp\": 5, \"body\": {}}\n" + GOOD))
                .hasMessageContaining("rows:2:2: this row has a 'weight', but line 1 has a 'timestamp'");
    }

    @Test
    void refusesARowWithBoth() {
        assertThatThrownBy(() -> replayed("{\"timestamp\": 6, \"weight\": 1, \"body\": {}}"))
                .hasMessageContaining("rows:1:18: the row has both a 'timestamp' and a 'weight'");
    }

    @Test
    void saysWhereRowsOfTheOtherKindCouldGo() {
        assertThatThrownBy(() -> replayed(GOOD)).hasMessageContaining("'prompt: {file: …}'");
        assertThatThrownBy(() -> drawn("{\"timestamp\": 5, \"body\": {}}\n"))
                .hasMessageContaining("'executor: trace-replay'");
    }

    @Test
    void refusesTimestampsThatRunBackwards() {
        assertThatThrownBy(() -> replayed("{\"timestamp\": 5, \"body\": {}}\n{\"body\": {}, \"timestamp\": 4}\n"))
                .hasMessageContaining("rows:2:14: expected a 'timestamp' not before that of the row above");
    }

    @Test
    void tellsWeightsFromTimestampsByTheFirstRowThatParses() throws IOException {
        assertThat(TraceReader.hasWeights(write("oops\n" + GOOD), true)).isTrue();
        assertThat(TraceReader.hasWeights(write("\uFEFF" + GOOD), false)).isTrue();
        assertThat(TraceReader.hasWeights(write("{\"timestamp\": 5, \"body\": {}}\n"), false))
                .isFalse();
        assertThat(TraceReader.hasWeights(write("TIMESTAMP,ContextTokens,GeneratedTokens\n"), false))
                .isFalse();
    }

    private List<TraceRow> drawn(String text) throws IOException {
        try (TraceReader reader = TraceReader.openWeighted(write(text), false)) {
            return all(reader);
        }
    }

    private List<TraceRow> replayed(String text) throws IOException {
        try (TraceReader reader = TraceReader.open(spec(write(text), false))) {
            return all(reader);
        }
    }

    private static List<TraceRow> all(TraceReader reader) {
        List<TraceRow> rows = new ArrayList<>();
        for (TraceRow row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
        }
        return rows;
    }

    private static String stackTrace(Throwable thrown) {
        java.io.StringWriter text = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("rows"), text);
    }

    private static TraceSpec spec(Path file, boolean skipBadRows) {
        return new TraceSpec(file.toString(), null, null, null, null, skipBadRows, null, null, null, null, null);
    }
}
