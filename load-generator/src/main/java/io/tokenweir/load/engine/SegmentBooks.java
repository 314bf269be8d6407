package io.tokenweir.load.engine;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.audit.ReactionAudit;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.load.LiveCounters;
import io.tokenweir.load.certificate.ArrivalLog;
import io.tokenweir.load.events.PartitionCounts;

/**
 * What one event loop keeps of one segment: everything that grows with its requests, and nothing of other segments. Owned by
 * the loop until the segment has ended there.
 */
final class SegmentBooks {
    private final RunIdentity identity;
    private final PartitionCounts counts;
    private final RequestMeasures measures;
    private final ReactionAudit audit;
    private final ActionBook actions = new ActionBook();
    private final Map<ScenarioShard, ArrivalLog> arrivals = new IdentityHashMap<>();
    final ExponentialHistogram lateness = new ExponentialHistogram();
    long offered;
    long started;
    long dropped;
    long ended;
    long attempts;
    long refused;
    long tokenArrivals;

    /** @param startNanos of the segment, monotonic */
    SegmentBooks(RunIdentity identity, int partitions, RequestMeasures measures, long startNanos) {
        this.identity = identity;
        this.counts = new PartitionCounts(partitions);
        this.measures = measures;
        this.audit = new ReactionAudit(startNanos);
    }

    int number() {
        return identity.segment();
    }

    /** Of the run, in this segment. */
    RunIdentity identity() {
        return identity;
    }

    PartitionCounts counts() {
        return counts;
    }

    RequestMeasures measures() {
        return measures;
    }

    /** What was decided at the edge, and how it went. */
    ReactionAudit audit() {
        return audit;
    }

    /** Of users' actions that fan out. */
    ActionBook actions() {
        return actions;
    }

    /** What the arrivals of a scenario's shard were meant to be and were; a closed model has none. */
    ArrivalLog arrivals(ScenarioShard shard) {
        return arrivals.computeIfAbsent(shard, of -> of.isOpenModel() ? new ArrivalLog() : ArrivalLog.none());
    }

    /** The counts of one segment over all loops. */
    static LiveCounters total(List<SegmentBooks> books) {
        LiveTally sum = new LiveTally();
        for (SegmentBooks ofLoop : books) {
            sum.offered.add(ofLoop.offered);
            sum.started.add(ofLoop.started);
            sum.dropped.add(ofLoop.dropped);
            sum.ended.add(ofLoop.ended);
            sum.attempts.add(ofLoop.attempts);
            sum.refused.add(ofLoop.refused);
            sum.arrivals.add(ofLoop.tokenArrivals);
        }
        return sum.snapshot();
    }

    /** Logical requests that have not ended. */
    boolean hasOpenRequests() {
        return offered > ended;
    }
}
