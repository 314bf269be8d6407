package io.tokenweir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A text with the name by which messages call it: a user's file, or one of ours from the jar. */
record Text(String name, String content) {

    static Text file(Path file) {
        try {
            return new Text(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw Failure.usage("File " + file + " cannot be read: there is none, or it is no text.");
        }
    }

    static Text resource(String path) {
        try (InputStream in = Text.class.getResourceAsStream("/" + path)) {
            return new Text(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The built-in file " + path + " is missing.", e);
        }
    }

    /** Lends it as a file to who can only read files. */
    <T> T asFile(Function<Path, T> reader) {
        try {
            Path copy = Files.createTempFile("weir", ".yaml");
            try {
                Files.writeString(copy, content);
                return reader.apply(copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary file can be made: " + e.getMessage(), e);
        }
    }
}
