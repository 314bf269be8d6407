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
