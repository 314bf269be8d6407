package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes one chunk as a Parquet file: zstd, dictionaries where values repeat, statistics, and the chunk's ends in the footer. */
final class ParquetChunkWriter {
    private static final int PAGE_BYTES = 128 * 1024;

    private ParquetChunkWriter() {}

    static void write(Path file, RowLayout layout, List<SinkRecord> rows, ChunkInfo info) throws IOException {
        Builder builder = new Builder(new LocalOutputFile(file), layout, info)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withDictionaryEncoding(true)
                .withPageSize(PAGE_BYTES)
                .withWriterVersion(WriterVersion.PARQUET_1_0);
        ColumnSample.withoutDictionary(layout, rows).forEach(column -> builder.withDictionaryEncoding(column, false));
        try (ParquetWriter<SinkRecord> writer = builder.build()) {
            for (SinkRecord row : rows) {
                writer.write(row);
            }
        }
    }

    private static final class Builder extends ParquetWriter.Builder<SinkRecord, Builder> {
        private final RowLayout layout;
        private final ChunkInfo info;

        Builder(OutputFile file, RowLayout layout, ChunkInfo info) {
            super(file);
            this.layout = layout;
            this.info = info;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract, though the writer only calls its sibling below
        protected WriteSupport<SinkRecord> getWriteSupport(Configuration conf) {
            return new RowWriteSupport(layout, info);
        }

        @Override
        protected WriteSupport<SinkRecord> getWriteSupport(ParquetConfiguration conf) {
            return new RowWriteSupport(layout, info);
        }
    }

    private static final class RowWriteSupport extends WriteSupport<SinkRecord> {
        private final RowLayout layout;
        private final ChunkInfo info;
        private RecordConsumer out;

        RowWriteSupport(RowLayout layout, ChunkInfo info) {
            this.layout = layout;
            this.info = info;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract, as above
        public WriteContext init(Configuration configuration) {
            return new WriteContext(layout.type(), info.toMetadata());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(layout.type(), info.toMetadata());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(SinkRecord row) {
            layout.write(row, out);
        }
    }
}
