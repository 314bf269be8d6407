package io.tokenweir.report.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

import io.tokenweir.report.ReportException;

/**
 * Reads the objects that the object-storage sink wrote below a folder: every {@code .parquet} file in the folder named as
 * the topic, in order of its path. One row at a time.
 */
public final class ParquetRows {
    private static final String LIST_ELEMENT_RECORDS = "parquet.avro.add-list-element-records";

    /** Takes one row and where it lay: {@code topic-partition} and offset. */
    @FunctionalInterface
    public interface Visitor<T> {
        void row(String place, long offset, T row);
    }

    private ParquetRows() {}

    /**
     * Shows every row of a topic to the visitor.
     *
     * @throws ReportException when there is no such folder, or a file cannot be read
     */
    public static <T extends SpecificRecord> void read(Path root, String topic, Class<T> type, Visitor<T> visitor) {
        read(root, topic, 0, type, visitor);
    }

    /**
     * The same, but passes over files that were finished before an instant.
     *
     * @param sinceMillis by the files' own times; 0: every file
     */
    public static <T extends SpecificRecord> void read(
            Path root, String topic, long sinceMillis, Class<T> type, Visitor<T> visitor) {
        for (Path file : files(root.resolve(topic))) {
            if (file.toFile().lastModified() < sinceMillis) {
                continue;
            }
            try {
                read(file, type, visitor);
            } catch (IOException | RuntimeException e) {
                throw new ReportException("The Parquet file " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ReportException("There are no Parquet objects in " + folder
                    + "; look whether the object sink ran, and wrote there.");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be listed.", e);
        }
    }

    private static <T extends SpecificRecord> void read(Path file, Class<T> type, Visitor<T> visitor)
            throws IOException {
        ParquetConfiguration conf = new PlainParquetConfiguration();
        conf.setBoolean(LIST_ELEMENT_RECORDS, false);
        try (ParquetReader<GenericRecord> reader =
                AvroParquetReader.genericRecordReader(new LocalInputFile(file), conf)) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                String place = row.get("_topic") + "-" + row.get("_partition");
                visitor.row(place, (Long) row.get("_offset"), Conform.to(type, row));
            }
        }
    }
}
