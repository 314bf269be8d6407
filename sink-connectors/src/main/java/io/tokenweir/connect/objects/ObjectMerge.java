package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;

/**
 * Merges objects of one layout into one, in the order that each of them has: by the sort field, then by offset. What is held
 * of each is its compressed row group and one page of each column.
 */
final class ObjectMerge {
    private static final List<String> SORT_FIELDS = List.of("header.runId", "series.runId", "runId");

    private record Head(String run, long offset, Group row, ParquetReader<Group> rest) {}

    private ObjectMerge() {}

    static MessageType layout(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(
                new LocalInputFile(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            return reader.getFooter().getFileMetaData().getSchema();
        }
    }

    /** @param info what the merged object is to say of itself */
    static void merge(List<Path> sources, MessageType layout, Path target, ChunkInfo info) throws IOException {
        String[] sortField = sortField(layout);
        List<ParquetReader<Group>> open = new ArrayList<>();
        PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparing(Head::run).thenComparingLong(Head::offset));
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(target))
                .withType(layout)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withDictionaryEncoding(true)
                .withPageSize(ParquetChunkWriter.PAGE_BYTES)
                .withRowGroupSize(ParquetChunkWriter.ROW_GROUP_BYTES)
                .withWriterVersion(WriterVersion.PARQUET_1_0)
                .withExtraMetaData(info.toMetadata())
                .build()) {
            for (Path source : sources) {
                ParquetReader<Group> reader = ObjectRows.open(source);
                open.add(reader);
                advance(reader, sortField, heads);
            }
            for (Head head = heads.poll(); head != null; head = heads.poll()) {
                writer.write(head.row);
                advance(head.rest, sortField, heads);
            }
        } finally {
            for (ParquetReader<Group> reader : open) {
                reader.close();
            }
        }
    }

    private static void advance(ParquetReader<Group> reader, String[] sortField, PriorityQueue<Head> heads)
            throws IOException {
        Group row = reader.read();
        if (row != null) {
            heads.add(new Head(value(row, sortField), row.getLong("_offset", 0), row, reader));
        }
    }

    private static String[] sortField(MessageType layout) {
        for (String path : SORT_FIELDS) {
            String[] names = path.split("\\.");
            GroupType at = layout;
            int found = 0;
            while (at != null && at.containsField(names[found])) {
                boolean deeper =
                        found + 1 < names.length && !at.getType(names[found]).isPrimitive();
                at = deeper ? at.getType(names[found]).asGroupType() : null;
                found++;
                if (found == names.length) {
                    return names;
                }
            }
        }
        return new String[0];
    }

    private static String value(Group row, String[] path) {
        Group at = row;
        for (int i = 0; i < path.length; i++) {
            if (at.getFieldRepetitionCount(path[i]) == 0) {
                return "";
            }
            if (i == path.length - 1) {
                return at.getString(path[i], 0);
            }
            at = at.getGroup(path[i], 0);
        }
        return "";
    }
}
