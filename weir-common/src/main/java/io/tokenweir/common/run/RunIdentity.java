package io.tokenweir.common.run;

import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Vantage;

/**
 * Which process of which run makes an event.
 *
 * @param epoch start time of the process in ms since the Unix epoch: a restart is a new epoch
 */
public record RunIdentity(String runId, int segment, String instance, long epoch) {

    /** The same process in another segment of a continuous run. */
    public RunIdentity inSegment(int number) {
        return number == segment ? this : new RunIdentity(runId, number, instance, epoch);
    }

    /** Header of one event. */
    public EventHeader header(long seq, Vantage vantage, long eventTimeMicros) {
        return new EventHeader(runId, segment, instance, epoch, seq, vantage, eventTimeMicros);
    }

    /** Name of a logical request. */
    public String requestId(long requestIndex) {
        return requestIds().concat(Long.toString(requestIndex));
    }

    /** What the names of all its logical requests begin with; the index follows. */
    public String requestIds() {
        return runId + '.' + instance + '.';
    }
}
