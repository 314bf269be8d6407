package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.Windows;

/** What an analyst sees: another project's reader on our files. */
class ParquetWithDuckDbTest {
    @TempDir
    Path folder;

    private String query(List<SinkRecord> rows, String select) throws Exception {
        Path file = folder.resolve("rows.parquet");
        RowLayout layout = RowLayout.of(rows.isEmpty() ? null : rows.get(0).valueSchema());
        List<SinkRecord> sorted = rows.isEmpty()
                ? rows
                : new RowOrder(List.of("series.runId")).sorted(rows.get(0).valueSchema(), rows);
        ParquetChunkWriter.write(file, layout, sorted, 0, 99);
        return ask(select.replace("$", "'" + file + "'"));
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(result.getString(i));
                }
                lines.add(String.join("|", values));
            }
            return String.join("\n", lines);
        }
    }

    @Test
    void readsCountsSumsAndNestedFields() throws Exception {
        assertThat(query(Windows.records("run-1", 0, 20), """
                        select count(*), sum("window".inputTokens), max(cumulative.requests['OK']),
                               any_value(series.runId), sum("window".ttft.count), any_value(verdict),
                               sum(list_sum("window".ttft.deltas)), count(health) from $
                        """)).isEqualTo("20|200|20|run-1|20|VALID|20|0");
    }

    @Test
    void readsKafkaCoordinatesAndTheSchemaId() throws Exception {
        assertThat(query(
                        Windows.records("run-1", 5, 3),
                        "select any_value(_topic), any_value(_partition), min(_offset), max(_offset),"
                                + " epoch_ms(min(_timestamp)), bool_and(_schema_id > 0) from $"))
                .isEqualTo("weir.metrics|0|5|7|1700000005000|true");
    }

    @Test
    void sortsTheRowsByRunAndKeepsOffsetsInOrderWithin() throws Exception {
        List<SinkRecord> rows = new ArrayList<>(Windows.records("b", 0, 2));
        rows.addAll(Windows.records("a", 2, 2));
        rows.addAll(Windows.records("b", 4, 1));

        assertThat(query(rows, "select series.runId, _offset from $")).isEqualTo("a|2\na|3\nb|0\nb|1\nb|4");
    }

    @Test
    void compressesWithZstdAndWritesStatistics() throws Exception {
        assertThat(query(
                        Windows.records("run-1", 0, 20),
                        "select compression, stats_min_value, stats_max_value from parquet_metadata($)"
                                + " where path_in_schema = '_offset'"))
                .isEqualTo("ZSTD|0|19");
    }

    @Test
    void tellsTheChunksEndsInTheFooter() throws Exception {
        query(Windows.records("run-1", 0, 3), "select 1 from $");

        ChunkInfo info = new FileObjectStore(folder).describe("rows.parquet").orElseThrow();
        assertThat(info).isEqualTo(new ChunkInfo(0, 99, 3, info.hash().orElseThrow()));
    }

    @Test
    void writesAnObjectWithoutRows() throws Exception {
        assertThat(query(List.of(), "select count(*) from $")).isEqualTo("0");
    }
}
