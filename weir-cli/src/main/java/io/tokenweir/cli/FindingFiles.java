package io.tokenweir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.tokenweir.report.limiter.LimiterFindings;
import io.tokenweir.report.limiter.LimiterJson;
import io.tokenweir.report.runbook.Findings;

/** Files with what other commands found of the same target, for the runbook of a run. */
final class FindingFiles {
    private static final String LIMITER = "limiter.json";

    private FindingFiles() {}

    /** @param limiter what {@code weir limiter} wrote; null: limiter.json in the run's folder, if it is there */
    static Findings in(RunFolder folder, Path limiter) {
        Path beside = folder.path().resolve(LIMITER);
        Path file = limiter == null && Files.exists(beside) ? beside : limiter;
        return file == null ? Findings.NONE : new Findings(null, null, null, limiter(file));
    }

    private static LimiterFindings limiter(Path file) {
        try {
            return LimiterJson.read(Files.readString(file));
        } catch (IOException e) {
            throw Failure.usage(file + " cannot be read; name a file that ./weir limiter --out wrote.");
        } catch (IllegalArgumentException e) {
            throw Failure.usage(file + ": " + e.getMessage());
        }
    }
}
