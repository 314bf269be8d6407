package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;

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
                Statement statement = connection.createStatement();
                ResultSet result = last(statement, sql)) {
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

    /** Runs what comes before the last statement, and that. */
    private static ResultSet last(Statement statement, String sql) throws SQLException {
        int end = sql.stripTrailing().lastIndexOf(";\nselect");
        if (end >= 0) {
            statement.execute(sql.substring(0, end + 1));
        }
        return statement.executeQuery(sql.substring(end + 1));
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

    @Test
    void findsQuantilesFromBucketsByTheMacrosThatShip() throws Exception {
        String macros = Files.readString(Path.of("..", "deploy", "duckdb", "histograms.sql"));
        Random random = new Random(7);
        List<SinkRecord> rows = new ArrayList<>();
        long[] all = new long[6_000];
        for (int row = 0; row < 3; row++) {
            long[] values = random.longs(2_000, 0, 5_000_000_000L).toArray();
            values[0] = 0;
            System.arraycopy(values, 0, all, row * values.length, values.length);
            rows.add(Windows.record(
                    Windows.row(
                            Windows.series("r", Grouping.RUN, ""),
                            row + 1,
                            Windows.aggregate(values.length, values),
                            Windows.aggregate(1, 1)),
                    row));
        }
        Arrays.sort(all);

        String answer = query(rows, macros + """
                select max(abs(weir_quantile(["window".ttft], 0.99) - "window".ttft.p99Nanos)) <= 1,
                  weir_quantile(list("window".ttft), 0.9), weir_quantile(list("window".ttft), 0.0001),
                  weir_quantile(list("window".interToken), 0.5)
                from $
                """);

        String[] parts = answer.split("\\|");
        assertThat(parts[0]).isEqualTo("true");
        assertThat(Double.parseDouble(parts[1])).isCloseTo(all[5_399], withinPercentage(0.55));
        assertThat(parts[2]).isEqualTo("0.0");
        assertThat(parts[3]).isEqualTo("null");
    }
}
