package io.tokenweir.report.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.tokenweir.events.PartitionLedger;
import io.tokenweir.report.check.Quantity.Kind;

/** The ledger of all instances, summed by partition. Pure. */
final class LedgerTally {
    private static final Set<Kind> KNOWN =
            Kinds.and(Kinds.COUNTED, Kind.RECORDS, Kind.REQUEST_RECORDS, Kind.TOKEN_RECORDS, Kind.RECORD_HASH);

    private final SourceEvidence evidence = SourceEvidence.empty(Source.LEDGER, KNOWN);
    private final Map<String, Long> unacknowledged = new HashMap<>();

    /** Rows of other topics than these two are left out. */
    LedgerTally(Collection<PartitionLedger> rows, String requestsTopic, String tokensTopic) {
        for (PartitionLedger row : rows) {
            if (row.getTopic().equals(requestsTopic)) {
                add(row, Kind.REQUEST_RECORDS);
            } else if (row.getTopic().equals(tokensTopic)) {
                add(row, Kind.TOKEN_RECORDS);
            }
        }
    }

    private void add(PartitionLedger row, Kind recordsOfTopic) {
        String place = row.getTopic() + "-" + row.getPartition();
        Tally delta = Tally.knowing(KNOWN)
                .add(Kind.RECORDS, row.getRecords())
                .add(recordsOfTopic, row.getRecords())
                .add(Kind.RECORD_HASH, row.getRecordHash())
                .add(Kind.ARRIVALS, row.getArrivals())
                .add(Kind.INPUT_TOKENS, row.getInputTokens())
                .add(Kind.OUTPUT_TOKENS, row.getOutputTokens())
                .add(Kind.COST, row.getCostPico());
        row.getRequests().forEach((outcome, count) -> delta.add(Kind.REQUESTS, outcome, count));
        row.getAttempts().forEach((outcome, count) -> delta.add(Kind.ATTEMPTS, outcome, count));
        evidence.total().addAll(delta);
        evidence.byPlace().computeIfAbsent(place, key -> Tally.knowing(KNOWN)).addAll(delta);
        unacknowledged.merge(place, row.getUnacknowledged(), Long::sum);
    }

    SourceEvidence evidence() {
        return evidence;
    }

    Map<String, Long> unacknowledged() {
        return unacknowledged;
    }
}
