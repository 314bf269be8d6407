package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;

/**
 * Reads an object's rows back. The sink itself never does; the tools that prove, merge and list do, and only for them
 * {@code hadoop-mapreduce-client-core} must be on the class path, of which Parquet's reader loads one class.
 */
final class ObjectRows {
    private ObjectRows() {}

    /** A reader of all rows in their order. The caller closes it. */
    static ParquetReader<Group> open(Path file) throws IOException {
        return new Builder(file).usePageChecksumVerification(true).build();
    }

    /**
     * What is wrong with the rows of one object; empty when they are what the object says of itself.
     *
     * @param name what the object's name says
     * @param info what its metadata say
     */
    static String fault(Path file, ObjectKeys.Name name, ChunkInfo info) {
        ContentHash hash = new ContentHash();
        long[] offsets = new long[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(0, info.rows()))];
        try (ParquetReader<Group> rows = open(file)) {
            for (Group row = rows.read(); row != null; row = rows.read()) {
                if (hash.rows() == info.rows()) {
                    return "holds more rows than the " + info.rows() + " that it says";
                }
                offsets[(int) hash.rows()] = row.getLong("_offset", 0);
                new GroupWriter(hash, row.getType()).write(row);
                String place = row.getString("_topic", 0) + "-" + row.getInteger("_partition", 0);
                if (!place.equals(name.topic() + "-" + name.partition())) {
                    return "holds a row of " + place;
                }
            }
        } catch (IOException | RuntimeException e) {
            return "cannot be read as Parquet (" + e.getMessage() + ")";
        }
        if (hash.rows() != info.rows()) {
            return "holds " + hash.rows() + " rows, but says " + info.rows();
        }
        if (info.hash().isPresent() && info.hash().getAsLong() != hash.sum()) {
            return "holds other rows than were written: their hash is " + ChunkInfo.hex(hash.sum()) + ", but it says "
                    + ChunkInfo.hex(info.hash().getAsLong());
        }
        return offsetFault(offsets, info);
    }

    private static String offsetFault(long[] offsets, ChunkInfo info) {
        Arrays.sort(offsets);
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] < info.start() || offsets[i] > info.end()) {
                return "holds offset " + offsets[i] + ", which lies outside " + info.start() + " to " + info.end();
            }
            if (i > 0 && offsets[i] == offsets[i - 1]) {
                return "holds offset " + offsets[i] + " twice";
            }
        }
        return "";
    }

    private static final class Builder extends ParquetReader.Builder<Group> {
        Builder(Path file) {
            super(new LocalInputFile(file), configuration());
        }

        private static ParquetConfiguration configuration() {
            return new PlainParquetConfiguration();
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
