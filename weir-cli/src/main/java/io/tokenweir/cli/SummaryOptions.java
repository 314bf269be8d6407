package io.tokenweir.cli;

import java.io.PrintStream;
import java.nio.file.Path;

import picocli.CommandLine.Option;

import io.tokenweir.load.summary.RunSummary;

/** What is said of a run at its end, and where it goes. */
final class SummaryOptions {
    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description = "Also write the summary as JSON, field by field as docs/summary.md has it.")
    private Path file;

    /** Before the run: throws when the file could not be written after it. */
    void check() {
        if (file != null) {
            SummaryFile.check(file);
        }
    }

    /** Prints and keeps the summary. Throws when the run came to its end and nothing was answered. */
    void tell(RunSummary summary, PrintStream out) {
        out.println(SummaryText.of(summary));
        if (file != null) {
            SummaryFile.write(file, summary);
        }
        boolean whole = summary.span().cutShort() == null;
        if (whole && summary.requests().answered() == 0 && summary.requests().offered() > 0) {
            throw Failure.failed("No request was answered; see by outcome what became of them.");
        }
    }
}
