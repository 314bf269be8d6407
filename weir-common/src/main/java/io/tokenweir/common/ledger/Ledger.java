package io.tokenweir.common.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.common.publish.DeliveryListener;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.events.PartitionLedger;

/**
 * What one instance knows that the broker acknowledged: the ground truth against which every later stage is checked.
 *
 * <p>Counts by segment, topic and partition. What was handed to the publisher and neither acknowledged nor refused by then is
 * the maybe set. Memory grows with the segments that nobody has had it {@link #forget}. Thread-safe; told by the publisher, read
 * at the end of a segment or run.
 */
public final class Ledger implements DeliveryListener {
    private record Place(int segment, String topic, int partition) {}

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

    private final Map<Place, Sums> sums = new HashMap<>();

    /** To be called before the event is handed to the publisher. */
    public synchronized void handedOver(OutboundEvent event) {
        if (event.ledgerEntry() != null) {
            at(event).handedOver++;
        }
    }

    @Override
    public synchronized void acknowledged(OutboundEvent event) {
        LedgerEntry entry = event.ledgerEntry();
        if (entry == null) {
            return;
        }
        Sums at = at(event);
        at.records++;
        at.recordHash += entry.recordHash();
        at.arrivals += entry.arrivals();
        at.inputTokens += entry.inputTokens();
        at.outputTokens += entry.outputTokens();
        at.costPico += entry.costPico();
        entry.requests().forEach((outcome, count) -> at.requests.merge(outcome, count, Long::sum));
        entry.attempts().forEach((outcome, count) -> at.attempts.merge(outcome, count, Long::sum));
    }

    /** A refused or timed-out event stays in the maybe set: a time-out does not prove absence. */
    @Override
    public void failed(OutboundEvent event, Exception cause) {
        // Deliberately nothing: handedOver - records is the maybe set.
    }

    /** Whether the broker has acknowledged everything of a segment that was handed over. */
    public synchronized boolean isSettled(int segment) {
        return sums.entrySet().stream()
                .filter(entry -> entry.getKey().segment() == segment)
                .allMatch(entry -> entry.getValue().records >= entry.getValue().handedOver);
    }

    /** A segment has its ledger written. */
    public synchronized void forget(int segment) {
        sums.keySet().removeIf(place -> place.segment() == segment);
    }

    /** The state of a segment now, by topic and partition. */
    public synchronized List<PartitionLedger> snapshot(int segment) {
        List<PartitionLedger> rows = new ArrayList<>();
        sums.forEach((place, at) -> {
            if (place.segment() == segment) {
                rows.add(row(place, at));
            }
        });
        rows.sort(Comparator.comparing(PartitionLedger::getTopic).thenComparing(PartitionLedger::getPartition));
        return rows;
    }

    private static PartitionLedger row(Place place, Sums at) {
        return new PartitionLedger(
                place.topic(),
                place.partition(),
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
        Place here = new Place(event.ledgerEntry().segment(), event.topic(), event.partition());
        return sums.computeIfAbsent(here, place -> new Sums());
    }
}
