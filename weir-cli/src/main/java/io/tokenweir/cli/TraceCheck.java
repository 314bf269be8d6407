package io.tokenweir.cli;

import java.nio.file.Path;

import io.tokenweir.common.scenario.Executor;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.TraceSpec;
import io.tokenweir.load.trace.TraceReader;

/** Reads the traces of a scenario once, as far as they are used, so that a bad row is told before anything is started. */
final class TraceCheck {
    private TraceCheck() {}

    /** Throws {@link io.tokenweir.load.trace.TraceException}, whose sentence names the row. */
    static void rows(ScenarioFile scenario) {
        for (LoadSpec load : scenario.scenarios().values()) {
            if (load.executor() == Executor.TRACE_REPLAY && !load.trace().skipBadRows()) {
                rows(load.trace());
            }
        }
    }

    private static void rows(TraceSpec trace) {
        long wanted = trace.limit() == null ? Long.MAX_VALUE : trace.limit();
        try (TraceReader reader = TraceReader.open(Path.of(trace.file()), trace.format(), false)) {
            for (long row = 0; row < wanted && reader.next() != null; row++) {
                // a row that does not parse throws
            }
        }
    }
}
