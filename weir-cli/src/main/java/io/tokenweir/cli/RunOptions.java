package io.tokenweir.cli;

import java.nio.file.Files;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which finished run is meant, and where its records and what the sinks wrote are: the same on verify and report. */
final class RunOptions {
    @Parameters(paramLabel = "RUN", defaultValue = "last", description = "Run id, folder, or last (default).")
    private String name;

    @Option(names = "--segment", paramLabel = "N", description = "One segment of a continuous run.")
    private Integer segment;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private RunsFolder runs;

    @Mixin
    private SinkOptions sinks;

    /** The run's folder here; a sentence when there is none. */
    RunFolder folder() {
        return inSegment(RunFolder.find(runs.path(), name));
    }

    /** The same; where a cluster is named, also of a run that was started elsewhere and has no folder here. */
    RunFolder folderOrElsewhere() {
        return cluster.given() ? inSegment(RunFolder.findOrElsewhere(runs.path(), name)) : folder();
    }

    /** Another run, where this one is looked for. */
    RunFolder other(String another) {
        return cluster.given() ? RunFolder.findOrElsewhere(runs.path(), another) : RunFolder.find(runs.path(), another);
    }

    private RunFolder inSegment(RunFolder run) {
        if (segment == null) {
            return run;
        }
        // a run that was started elsewhere has its segments' ledgers in weir.runs
        if (Files.isDirectory(run.root()) && !SegmentFolders.ended(run).contains(segment)) {
            throw Failure.usage("Run " + run.id() + " keeps no segment " + segment + " here; it keeps "
                    + SegmentFolders.range(run) + ".");
        }
        return run.inSegment(segment);
    }

    RunCluster open(RunFolder folder) {
        return RunCluster.open(folder, cluster);
    }

    SinkOptions sinks() {
        return sinks;
    }
}
