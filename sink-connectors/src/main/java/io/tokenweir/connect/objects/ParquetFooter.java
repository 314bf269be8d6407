package io.tokenweir.connect.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;

/**
 * Reads the key-values of a Parquet footer: the file ends with the footer, its length in 4 bytes, and "PAR1". Parquet's own
 * file reader would want Hadoop's MapReduce classes, which we leave out.
 */
final class ParquetFooter {
    private static final int TAIL_BYTES = 8;
    private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;

    private ParquetFooter() {}

    /** @param name what the reader knows the file as */
    static Map<String, String> metadata(Path path, String name) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[TAIL_BYTES];
            long end = file.length() - TAIL_BYTES;
            if (end > 0) {
                file.seek(end);
                file.readFully(tail);
            }
            ByteBuffer numbers = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            int length = numbers.getInt(0);
            if (numbers.getInt(4) != MAGIC || length <= 0 || length > end) {
                throw new IllegalStateException(
                        "The object " + name + " is no whole Parquet file; move it out of the object sink's folder.");
            }
            byte[] footer = new byte[length];
            file.seek(end - length);
            file.readFully(footer);
            FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
            Map<String, String> entries = new HashMap<>();
            if (metadata.isSetKey_value_metadata()) {
                for (KeyValue entry : metadata.getKey_value_metadata()) {
                    entries.put(entry.getKey(), entry.getValue());
                }
            }
            return entries;
        }
    }
}
