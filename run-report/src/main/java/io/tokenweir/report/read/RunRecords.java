package io.tokenweir.report.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RunRecord;
import io.tokenweir.events.RunRecordKind;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** What weir.runs tells of a run. */
public final class RunRecords {
    private RunRecords() {}

    /** All records of a run, oldest first; of records with one key, the newest. */
    public static List<RunRecord> of(KafkaSettings settings, String runId) {
        AvroWire wire = AvroWire.of(settings.client("weir-report"));
        Map<String, RunRecord> newest = new LinkedHashMap<>();
        TopicScan.read(settings, settings.topic(Topic.RUNS), record -> {
            RunRecord run = wire.decode(record.value(), RunRecord.class);
            if (run != null && run.getRunId().equals(runId)) {
                newest.put(
                        run.getSegment() + "/" + run.getKind() + "/" + run.getInstance() + "/" + run.getEpoch() + "/"
                                + run.getStage(),
                        run);
            }
        });
        List<RunRecord> records = new ArrayList<>(newest.values());
        records.sort(Comparator.comparing(RunRecord::getTimeMicros));
        return records;
    }

    /** The ledger of all instances, of all segments or one; empty when that has not ended. */
    public static List<PartitionLedger> ledger(List<RunRecord> records, RunScope scope) {
        boolean segments = records.stream().anyMatch(record -> record.getKind() == RunRecordKind.SEGMENT_ENDED);
        RunRecordKind carrier = segments ? RunRecordKind.SEGMENT_ENDED : RunRecordKind.RUN_ENDED;
        return records.stream()
                .filter(record -> record.getKind() == carrier && scope.covers(record.getSegment()))
                .flatMap(record -> record.getLedger().stream())
                .toList();
    }
}
