package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.tokenweir.load.LoadResult;
import io.tokenweir.load.summary.RunSummary;

/**
 * {@code meter.json}: what the load generator says of its run, beside the ledger. Written by its process, read by the one
 * that makes the report.
 *
 * @param executors how load was offered, e.g. {@code ramping-vus}
 * @param summary has a file of its own; null when this was read
 */
record MeterResult(
        LoadResult load,
        boolean cutShort,
        long pid,
        String executors,
        @JsonIgnore RunSummary summary) {
    private static final String FILE = "meter.json";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Replaces the file in one step: a reader who finds it finds all of it, and whatever was written before it. */
    void write(RunFolder run) {
        try {
            Path fresh = Files.createTempFile(run.path(), "meter", ".tmp");
            JSON.writeValue(fresh.toFile(), this);
            Files.move(fresh, file(run), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The meter's result cannot be written: " + e.getMessage(), e);
        }
    }

    static boolean isThere(RunFolder run) {
        return Files.exists(file(run));
    }

    /** Empty when the meter did not come to its end. */
    static Optional<MeterResult> read(RunFolder run) {
        if (!Files.exists(file(run))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file(run).toFile(), MeterResult.class));
        } catch (IOException e) {
            throw new UncheckedIOException("The meter's result " + file(run) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path file(RunFolder run) {
        return run.path().resolve(FILE);
    }
}
