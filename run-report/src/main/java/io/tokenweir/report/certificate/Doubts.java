package io.tokenweir.report.certificate;

import java.util.List;

import io.tokenweir.events.Outcome;

/**
 * What makes evidence too weak for a proof, beyond the number of samples. Pure.
 *
 * @param everything why nothing can be proven; null when nothing stands against it
 * @param links why nothing can be proven that rests on whose call an upstream call was; null likewise
 * @param clocks why times of the two vantages cannot be compared; null likewise
 */
record Doubts(String everything, String links, String clocks) {
    /** Below this mean certainty, what rests on links is not proven. */
    static final double LEAST_CERTAINTY = 0.9;

    private static final double MILLI = 1_000;

    static Doubts of(RunEvidence evidence, List<CallLinks.Link> links, boolean application) {
        return new Doubts(whole(evidence), links(evidence, links, application), clocks(links));
    }

    private static String whole(RunEvidence evidence) {
        if (!evidence.gaps().isEmpty()) {
            return evidence.gaps().get(0);
        }
        if (evidence.eventsLost() > 0) {
            return evidence.eventsLost() + " events were lost before they were published.";
        }
        return evidence.users().isEmpty() ? "The run has no request." : null;
    }

    private static String links(RunEvidence evidence, List<CallLinks.Link> links, boolean application) {
        if (!evidence.hasTap()) {
            return application
                    ? "No tap saw what the application did upstream, and what it says of itself is no evidence."
                    : null;
        }
        double mean =
                links.stream().mapToDouble(CallLinks.Link::certainty).average().orElse(0);
        return mean < LEAST_CERTAINTY
                ? "Upstream calls were linked to users' requests with a mean certainty of %.2f, below %.2f."
                        .formatted(mean, LEAST_CERTAINTY)
                : null;
    }

    /** A call begins no earlier than the request that caused it, and what it answered ends no later. */
    private static String clocks(List<CallLinks.Link> links) {
        long earliest = 0;
        for (CallLinks.Link link : links) {
            boolean certain = link.kind() == CallLinks.Kind.TRACE || link.kind() == CallLinks.Kind.HEADER;
            if (certain) {
                earliest = Math.min(
                        earliest, link.call().startMicros() - link.user().intendedMicros());
                if (link.call().ok() && link.user().outcome() == Outcome.OK) {
                    earliest = Math.min(
                            earliest, link.user().endMicros() - link.call().endMicros());
                }
            }
        }
        return earliest < -CallLinks.TOLERANCE_MICROS
                ? "The clocks of the two vantages disagree by %.0f ms or more.".formatted(-earliest / MILLI)
                : null;
    }
}
