package io.tokenweir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.tokenweir.load.summary.RunSummary;

/** Summaries as JSON files. */
final class SummaryFile {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private SummaryFile() {}

    /** Throws unless the file can be written; makes its folder. */
    static void check(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw unusable(file, "its folder cannot be made");
        }
        if (Files.isDirectory(file)) {
            throw unusable(file, "it is a folder");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw unusable(file, "nobody here may write it");
        }
    }

    private static Failure unusable(Path file, String why) {
        return Failure.usage(
                "The summary cannot be written to " + file + ": " + why + "; name another with --summary.");
    }

    static void write(Path file, RunSummary summary) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(file, JSON.writeValueAsString(summary) + "\n");
        } catch (IOException e) {
            throw Failure.failed("The summary cannot be written to " + file + ": " + e.getMessage() + ".");
        }
    }
}
