package io.tokenweir.common.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.events.PartitionLedger;

/** What a ledger knows of one segment. Not thread-safe; told of every event, so it makes no object to find its place. */
final class SegmentSums {
    private static final class Sums {
        private long records;
        private long recordHash;
        private long handedOver;
        private long arrivals;
        private long inputTokens;
        private long outputTokens;
        private long costPico;
        private final Map<String, Long> requests = new TreeMap<>();
        private final Map<String, Long> attempts = new TreeMap<>();
    }

    /** By topic, then by partition; null where nothing was handed over. */
    private final Map<String, Sums[]> sums = new HashMap<>();

    void handedOver(OutboundEvent event) {
        at(event).handedOver++;
    }

    void acknowledged(OutboundEvent event) {
        LedgerEntry entry = event.ledgerEntry();
        Sums at = at(event);
        at.records++;
        at.recordHash += entry.recordHash();
        at.arrivals += entry.arrivals();
        at.inputTokens += entry.inputTokens();
        at.outputTokens += entry.outputTokens();
        at.costPico += entry.costPico();
        add(entry.requests(), at.requests);
        add(entry.attempts(), at.attempts);
    }

    boolean isSettled() {
        for (Sums[] partitions : sums.values()) {
            for (Sums at : partitions) {
                if (at != null && at.handedOver > at.records) {
                    return false;
                }
            }
        }
        return true;
    }

    /** By topic and partition. */
    List<PartitionLedger> rows() {
        List<PartitionLedger> rows = new ArrayList<>();
        sums.forEach((topic, partitions) -> {
            for (int partition = 0; partition < partitions.length; partition++) {
                if (partitions[partition] != null) {
                    rows.add(row(topic, partition, partitions[partition]));
                }
            }
        });
        rows.sort(Comparator.comparing(PartitionLedger::getTopic).thenComparing(PartitionLedger::getPartition));
        return rows;
    }

    private static PartitionLedger row(String topic, int partition, Sums at) {
        return new PartitionLedger(
                topic,
                partition,
                at.records,
                at.recordHash,
                Math.max(0, at.handedOver - at.records),
                at.arrivals,
                at.inputTokens,
                at.outputTokens,
                at.costPico,
                new TreeMap<>(at.requests),
                new TreeMap<>(at.attempts));
    }

    private Sums at(OutboundEvent event) {
        int partition = event.partition();
        Sums[] partitions = sums.get(event.topic());
        if (partitions == null || partition >= partitions.length) {
            partitions = partitions == null ? new Sums[partition + 1] : Arrays.copyOf(partitions, partition + 1);
            sums.put(event.topic(), partitions);
        }
        if (partitions[partition] == null) {
            partitions[partition] = new Sums();
        }
        return partitions[partition];
    }

    private static void add(Map<String, Long> counts, Map<String, Long> to) {
        // Most records count none, and asking is cheaper than an iterator.
        if (!counts.isEmpty()) {
            counts.forEach((outcome, count) -> to.merge(outcome, count, Long::sum));
        }
    }
}
