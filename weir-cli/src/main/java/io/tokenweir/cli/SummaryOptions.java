package io.tokenweir.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import picocli.CommandLine.Option;

import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.load.SegmentPlan;
import io.tokenweir.load.schedule.SegmentClock;
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

    /**
     * Prints a line for each segment as it ends, and keeps its summary in a file beside the last one's.
     *
     * @param judged told of every threshold in every segment
     */
    SegmentPlan eachSegment(Continuous continuous, Consumer<ThresholdResult> judged, PrintStream out) {
        return new SegmentPlan(new SegmentClock(continuous.segment().toNanos()), result -> {
            out.println(SegmentLine.of(result));
            List<ThresholdResult> thresholds = result.summary().thresholds();
            ThresholdText.notPassed(thresholds).forEach(sentence -> out.println("  " + sentence));
            thresholds.forEach(one -> judged.accept(one.inSegment(result.run().segment())));
            if (file != null) {
                int segment = result.run().segment();
                SummaryFile.write(ofSegment(segment), result.summary());
                if (continuous.keepSegments() != null && segment >= continuous.keepSegments()) {
                    SegmentFolders.delete(ofSegment(segment - continuous.keepSegments()));
                }
            }
        });
    }

    /** {@code out.json} becomes {@code out-000003.json}. */
    private Path ofSegment(int segment) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        return file.resolveSibling(
                String.format(Locale.ROOT, "%s-%06d%s", name.substring(0, dot), segment, name.substring(dot)));
    }

    /** Prints and keeps the summary. */
    void tell(RunSummary summary, PrintStream out) {
        out.println(SummaryText.of(summary));
        if (file != null) {
            SummaryFile.write(file, summary);
        }
    }
}
