package io.tokenweir.load;

import java.util.List;

import io.tokenweir.common.audit.ReactionReport;
import io.tokenweir.load.certificate.ArrivalCertificate;

/**
 * What a finished run can say of itself; everything else is in the topics.
 *
 * @param startedMicros when the first request could be due, us since the Unix epoch
 * @param stopReason why the run ended early; null when it ran to its end
 * @param latenessP50Nanos actual minus intended start of requests: schedule lateness of the engine, queueing not included
 * @param healthValidSeconds seconds in which the meter by itself was healthy (suspect and invalid ones likewise); windows
 *     are also held against their TTFT, which only the topology knows, so fewer of them may be valid
 * @param lostEvents events that were given up
 * @param eventsOnDisk events that waited on disk for a while because the broker did not take them
 * @param badTraceRows rows of traces and recorded bodies that did not parse and were skipped
 * @param cpuNanos CPU time of the whole process during the run
 * @param reactions what virtual users decided at the edge, and how it went
 * @param arrivalCertificates what was asked against what left the socket, one for each open scenario
 * @param actions what became of actions that fan out; null when no scenario has any
 */
public record LoadResult(
        LiveCounters counters,
        long startedMicros,
        long durationNanos,
        String stopReason,
        long latenessP50Nanos,
        long latenessP99Nanos,
        long latenessMaxNanos,
        int healthValidSeconds,
        int healthSuspectSeconds,
        int healthInvalidSeconds,
        long lostEvents,
        long eventsOnDisk,
        long badTraceRows,
        long cpuNanos,
        ReactionReport reactions,
        List<ArrivalCertificate> arrivalCertificates,
        ActionReport actions) {

    public LoadResult {
        // A result that was written before there were any has none.
        arrivalCertificates = arrivalCertificates == null ? List.of() : List.copyOf(arrivalCertificates);
    }

    /** Whether the run was stopped before its end. */
    public boolean cutShort() {
        return stopReason != null;
    }
}
