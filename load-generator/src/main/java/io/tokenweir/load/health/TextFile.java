package io.tokenweir.load.health;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads short ASCII files of Linux again and again, into one array. Not thread-safe. */
final class TextFile {
    private byte[] bytes = new byte[8_192];

    /** Empty where the file cannot be read. */
    List<String> lines(Path file) {
        int length = 0;
        try (InputStream in = new FileInputStream(file.toFile())) {
            for (int more = in.read(bytes); more > 0; more = in.read(bytes, length, bytes.length - length)) {
                length += more;
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * length);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).lines().toList();
    }
}
