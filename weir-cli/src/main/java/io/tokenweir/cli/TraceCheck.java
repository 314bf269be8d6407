package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tokenweir.common.scenario.Executor;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.TraceSpec;
import io.tokenweir.load.trace.TraceReader;

/**
 * Reads the traces and recorded bodies of a scenario once, as far as they are used, so that a bad row is told before anything
 * is started.
 */
final class TraceCheck {
    private TraceCheck() {}

    /**
     * Throws {@link io.tokenweir.load.trace.TraceException}, whose sentence names the row.
     *
     * @return a sentence for each file with rows that will be skipped
     */
    static List<String> rows(ScenarioFile scenario) {
        List<String> skipped = new ArrayList<>();
        for (LoadSpec load : scenario.scenarios().values()) {
            if (load.executor() == Executor.TRACE_REPLAY) {
                TraceSpec trace = load.trace();
                long wanted = trace.limit() == null ? Long.MAX_VALUE : trace.limit();
                Path file = Path.of(trace.file());
                try (TraceReader reader = TraceReader.open(trace)) {
                    read(reader, file, wanted, skipped);
                }
            } else if (load.prompt().file() != null) {
                Path file = Path.of(load.prompt().file());
                try (TraceReader reader =
                        TraceReader.openWeighted(file, load.prompt().skipBadRows())) {
                    read(reader, file, Long.MAX_VALUE, skipped);
                }
            }
        }
        return skipped;
    }

    private static void read(TraceReader reader, Path file, long wanted, List<String> skipped) {
        long rows = 0;
        while (rows < wanted && reader.next() != null) {
            rows++;
        }
        if (rows == 0) {
            throw reader.nothingUsable();
        }
        if (reader.badRows() > 0) {
            skipped.add(file + ": bad rows skipped: " + reader.badRows() + ", rows used: " + rows + ".");
        }
    }
}
