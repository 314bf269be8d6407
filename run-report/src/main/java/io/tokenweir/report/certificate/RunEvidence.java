package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.List;

/**
 * All that was read of a run, in order of time.
 *
 * @param users their requests
 * @param tapped upstream calls that a tap saw; empty without one
 * @param digests of what was read
 * @param gaps what is missing or doubled, one sentence each; with any, nothing can be proven
 * @param herdIndex of the provider's side; null where nobody was sent away together
 * @param eventsLost by the word of those who measured
 */
record RunEvidence(
        List<UserRequest> users,
        List<Call> tapped,
        List<Testimony.Digest> digests,
        List<String> gaps,
        Double herdIndex,
        long eventsLost) {

    /** The same with more that is missing. */
    RunEvidence with(List<String> moreGaps) {
        List<String> all = new ArrayList<>(gaps);
        all.addAll(moreGaps);
        return new RunEvidence(users, tapped, digests, all, herdIndex, eventsLost);
    }

    boolean hasTap() {
        return !tapped.isEmpty();
    }
}
