package io.tokenweir.report.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.WindowResult;
import io.tokenweir.report.ReportException;
import io.tokenweir.report.SyntheticResults;
import io.tokenweir.report.SyntheticRun;

class ParquetRowsTest {
    private static final SyntheticRun RUN = new SyntheticRun(5, 8, 6);
    private static final SyntheticResults RESULTS = new SyntheticResults(RUN);

    @TempDir
    Path root;

    @Test
    void aWindowComesBackAsItWasWritten() throws IOException {
        write("weir.metrics", WindowResult.getClassSchema(), RESULTS.windows);
        assertThat(read("weir.metrics", WindowResult.class)).isEqualTo(RESULTS.windows);
    }

    @Test
    void aRequestEventComesBackAsItWasWritten() throws IOException {
        List<RequestEvent> events =
                RUN.requests.stream().map(SyntheticRun.Placed::event).toList();
        write("weir.requests", RequestEvent.getClassSchema(), events);
        assertThat(read("weir.requests", RequestEvent.class)).isEqualTo(events);
    }

    @Test
    void aMissingFolderIsOneSentence() {
        assertThatThrownBy(() -> read("weir.requests", RequestEvent.class))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("There are no Parquet objects in");
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path folder = Files.createDirectories(root.resolve("weir.requests"));
        Files.writeString(folder.resolve("weir.requests+0+0.parquet"), "PAR1 and then nothing of use, at some length");
        assertThatThrownBy(() -> read("weir.requests", RequestEvent.class))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("weir.requests+0+0.parquet");
    }

    private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
        List<T> rows = new ArrayList<>();
        ParquetRows.read(root, topic, type, (place, offset, row) -> rows.add(row));
        return rows;
    }

    /** As the object sink lays rows out: coordinates first, then every field of the value, nested, lists in three levels. */
    private void write(String topic, Schema schema, List<? extends SpecificRecord> rows) throws IOException {
        List<Schema.Field> columns = new ArrayList<>(List.of(
                new Schema.Field("_topic", Schema.create(Schema.Type.STRING)),
                new Schema.Field("_partition", Schema.create(Schema.Type.INT)),
                new Schema.Field("_offset", Schema.create(Schema.Type.LONG))));
        schema.getFields().forEach(field -> columns.add(new Schema.Field(field.name(), field.schema())));
        Schema row = Schema.createRecord("Row", null, "io.tokenweir.test", false, columns);
        ParquetConfiguration conf = new PlainParquetConfiguration();
        conf.setBoolean("parquet.avro.write-old-list-structure", false);
        Path folder = Files.createDirectories(root.resolve(topic).resolve("day=2026-11-22/hour=19/partition=2"));
        try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(
                        new LocalOutputFile(folder.resolve(topic + "+2+00000000000000000000.parquet")))
                .withSchema(row)
                .withDataModel(SpecificData.get())
                .withConf(conf)
                .build()) {
            long offset = 0;
            for (SpecificRecord value : rows) {
                GenericRecord record = new GenericData.Record(row);
                record.put("_topic", topic);
                record.put("_partition", 2);
                record.put("_offset", offset++);
                schema.getFields().forEach(field -> record.put(field.name(), value.get(field.pos())));
                writer.write(record);
            }
        }
    }
}
