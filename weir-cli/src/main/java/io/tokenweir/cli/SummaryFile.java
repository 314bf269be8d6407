package io.tokenweir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.tokenweir.load.summary.RunSummary;

/** Summaries as JSON files. */
final class SummaryFile {
    private static final String WHAT = "summary";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private SummaryFile() {}

    /** Throws unless the file can be written; makes its folder. */
    static void check(Path file) {
        OutputFile.check(file, WHAT, "--summary");
    }

    static void write(Path file, RunSummary summary) {
        try {
            OutputFile.write(file, WHAT, JSON.writeValueAsString(summary) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A summary is made of what JSON can hold.", e);
        }
    }

    /** Empty when there is none. */
    static Optional<RunSummary> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), RunSummary.class)) : Optional.empty();
        } catch (IOException e) {
            throw Failure.failed("The summary " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
