package io.tokenweir.load;

import java.util.Map;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.load.engine.LoadEngine;
import io.tokenweir.load.schedule.RateCurve;
import io.tokenweir.load.schedule.ScenarioSchedule;
import io.tokenweir.load.schedule.Share;

/** Refuses what no process could hold, most likely a slip of the pen, before it takes all memory or never ends. Pure. */
final class LoadSize {
    /** A virtual user that asks takes more: its buffers alone are longer. */
    private static final long LEAST_BYTES = 4 * 1024;
    /** One of an open model that was never needed takes more, too. */
    private static final long LEAST_BYTES_ASLEEP = 256;
    /** Many times what any instance can start. */
    private static final double MOST_PER_SECOND = 1_000_000;

    private LoadSize() {}

    /** Throws {@link IllegalArgumentException} with a sentence. @param share of the load that this process plays */
    static void check(ScenarioFile scenario, Share share, long heapBytes) {
        long users = 0;
        long bytes = 0;
        for (Map.Entry<String, LoadSpec> entry : scenario.scenarios().entrySet()) {
            LoadSpec load = entry.getValue();
            RateCurve curve = new ScenarioSchedule(entry.getKey(), load, scenario.seed()).curve();
            if (curve != null && curve.peak() / share.of() > MOST_PER_SECOND) {
                throw new IllegalArgumentException("Scenario '" + entry.getKey() + "' wants " + curve.peak()
                        + " requests per second; one instance starts"
                        + " some ten thousand: ask for less, or share them over several (--instances).");
            }
            long mine = LoadEngine.connections(entry.getKey(), load, scenario.seed()) / share.of();
            users += mine;
            bytes += mine * (load.executor().open() ? LEAST_BYTES_ASLEEP : LEAST_BYTES);
        }
        if (bytes > heapBytes) {
            throw new IllegalArgumentException(
                    "The load wants " + users + " virtual users in this process, more than its "
                            + heapBytes / (1024 * 1024)
                            + " MiB of memory hold: ask for fewer, share them over several instances"
                            + " (--instances), or give it more (WEIR_JAVA_OPTS=-Xmx4g).");
        }
    }
}
