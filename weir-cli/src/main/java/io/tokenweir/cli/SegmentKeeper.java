package io.tokenweir.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.ledger.LedgerFile;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.load.SegmentPlan;
import io.tokenweir.load.SegmentResult;
import io.tokenweir.load.schedule.SegmentClock;

/** Writes down each segment of a run into Kafka as it ends: its ledger, its summary, its record in weir.runs. */
final class SegmentKeeper {
    private final RunFolder run;
    private final Ledger ledger;
    private final RunAnnouncer announcer;
    private final String executors;
    private final SegmentRetention retention;
    private final Consumer<String> say;

    /**
     * @param keep how many segments keep their files; null: all
     * @param say told of each segment in a line
     */
    SegmentKeeper(
            RunFolder run,
            Ledger ledger,
            RunAnnouncer announcer,
            String executors,
            Integer keep,
            Consumer<String> say) {
        this.run = run;
        this.ledger = ledger;
        this.announcer = announcer;
        this.executors = executors;
        this.retention = new SegmentRetention(run, keep);
        this.say = say;
    }

    SegmentPlan plan(Duration length) {
        return new SegmentPlan(new SegmentClock(length.toNanos()), this::ended);
    }

    private void ended(SegmentResult result) {
        int segment = result.run().segment();
        RunFolder folder = SegmentFolders.make(run, segment);
        List<PartitionLedger> rows = ledger.snapshot(segment);
        LedgerFile.write(folder.ledger(), rows);
        SummaryFile.write(folder.summary(), result.summary());
        announcer.segmentEnded(segment, result.partial(), rows);
        new MeterResult(result.load(), result.partial(), ProcessHandle.current().pid(), executors, result.summary())
                .write(folder);
        say.accept(SegmentLine.of(result));
        retention.after(segment);
    }
}
