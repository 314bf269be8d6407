package io.tokenweir.common.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private final Map<Integer, SegmentSums> segments = new HashMap<>();

    /** To be called before the event is handed to the publisher. */
    public synchronized void handedOver(OutboundEvent event) {
        if (event.ledgerEntry() != null) {
            of(event).handedOver(event);
        }
    }

    @Override
    public synchronized void acknowledged(OutboundEvent event) {
        if (event.ledgerEntry() != null) {
            of(event).acknowledged(event);
        }
    }

    /** A refused or timed-out event stays in the maybe set: a time-out does not prove absence. */
    @Override
    public void failed(OutboundEvent event, Exception cause) {
        // Deliberately nothing: handedOver - records is the maybe set.
    }

    /** Whether the broker has acknowledged everything of a segment that was handed over. */
    public synchronized boolean isSettled(int segment) {
        SegmentSums sums = segments.get(segment);
        return sums == null || sums.isSettled();
    }

    /** A segment has its ledger written. */
    public synchronized void forget(int segment) {
        segments.remove(segment);
    }

    /** The state of a segment now, by topic and partition. */
    public synchronized List<PartitionLedger> snapshot(int segment) {
        SegmentSums sums = segments.get(segment);
        return sums == null ? List.of() : sums.rows();
    }

    private SegmentSums of(OutboundEvent event) {
        return segments.computeIfAbsent(event.ledgerEntry().segment(), number -> new SegmentSums());
    }
}
