package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

/**
 * Writes one chunk as a Parquet file: zstd, dictionaries where values repeat, statistics, row groups of at most 32 MiB in
 * memory, which bounds what the writer holds, and in the footer the chunk's ends and the {@link ContentHash} of its rows.
 */
final class ParquetChunkWriter {
    static final int PAGE_BYTES = 128 * 1024;
    static final long ROW_GROUP_BYTES = 32L << 20;

    private ParquetChunkWriter() {}

    /** Writes the rows of positions {@code start} to {@code end}, and says what the file says of itself. */
    static ChunkInfo write(Path file, RowLayout layout, List<SinkRecord> rows, long start, long end)
            throws IOException {
        RowWriteSupport support = new RowWriteSupport(layout, start, end);
        Builder builder = new Builder(new LocalOutputFile(file), support)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withDictionaryEncoding(true)
                .withPageSize(PAGE_BYTES)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withWriterVersion(WriterVersion.PARQUET_1_0);
        ColumnSample.withoutDictionary(layout, rows).forEach(column -> builder.withDictionaryEncoding(column, false));
        try (ParquetWriter<SinkRecord> writer = builder.build()) {
            for (SinkRecord row : rows) {
                writer.write(row);
            }
        }
        return support.info();
    }

    private static final class Builder extends ParquetWriter.Builder<SinkRecord, Builder> {
        private final RowWriteSupport support;

        Builder(OutputFile file, RowWriteSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract, though the writer only calls its sibling below
        protected WriteSupport<SinkRecord> getWriteSupport(Configuration conf) {
            return support;
        }

        @Override
        protected WriteSupport<SinkRecord> getWriteSupport(ParquetConfiguration conf) {
            return support;
        }
    }

    private static final class RowWriteSupport extends WriteSupport<SinkRecord> {
        private final RowLayout layout;
        private final long start;
        private final long end;
        private final ContentHash out = new ContentHash();

        RowWriteSupport(RowLayout layout, long start, long end) {
            this.layout = layout;
            this.start = start;
            this.end = end;
        }

        ChunkInfo info() {
            return new ChunkInfo(start, end, out.rows(), out.sum());
        }

        @Override
        @SuppressWarnings("deprecation") // abstract, as above
        public WriteContext init(Configuration configuration) {
            return new WriteContext(layout.type(), Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(layout.type(), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out.tell(consumer);
        }

        @Override
        public void write(SinkRecord row) {
            layout.write(row, out);
        }

        @Override
        public FinalizedWriteContext finalizeWrite() {
            return new FinalizedWriteContext(info().toMetadata());
        }
    }
}
