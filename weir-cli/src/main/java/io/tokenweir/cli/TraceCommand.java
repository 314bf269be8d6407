package io.tokenweir.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.load.trace.SyntheticTrace;

@Command(
        name = "trace",
        description = "Makes a synthetic trace with the published lengths and burstiness of production traffic.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExample:",
            "  ./weir trace code.csv --kind code --requests 2000 && ./weir replay code.csv --speed 10"
        })
final class TraceCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "Where to write it: CSV with TIMESTAMP,ContextTokens,GeneratedTokens.")
    private Path file;

    @Option(
            names = "--kind",
            defaultValue = "conversation",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SyntheticTrace kind;

    @Option(
            names = "--requests",
            defaultValue = "2000",
            paramLabel = "N",
            description = "Rows (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--seed", defaultValue = "42", paramLabel = "N", description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            kind.write(out, requests, Instant.parse("2026-01-05T08:00:00Z"), new SplittableRandom(seed));
        }
        System.out.println("Wrote " + requests + " rows to " + file);
        return ExitCode.PASSED;
    }
}
