import java.io.IOException;
import java.nio.file.Path;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** Parquet's own writer for Avro records, a new file after so many of them, with the sink's compression and page size. */
final class BareParquet implements AutoCloseable {
    private static final int RECORDS_PER_FILE = 50_000;
    private static final int PAGE_BYTES = 128 * 1024;

    private final Path folder;
    private final Schema schema;
    private ParquetWriter<SpecificRecord> writer;
    private int written;
    private int files;

    BareParquet(Path folder, Schema schema) {
        this.folder = folder;
        this.schema = schema;
    }

    void write(SpecificRecord record) throws IOException {
        if (writer == null) {
            writer = AvroParquetWriter.<SpecificRecord>builder(new LocalOutputFile(folder.resolve(files++ + ".parquet")))
                    .withSchema(schema)
                    .withDataModel(SpecificData.getForSchema(schema))
                    .withConf(new PlainParquetConfiguration())
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withDictionaryEncoding(true)
                    .withPageSize(PAGE_BYTES)
                    .build();
        }
        writer.write(record);
        if (++written % RECORDS_PER_FILE == 0) {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
