package io.tokenweir.report.limiter;

import java.util.List;

/** A part of the search. */
interface Stage {
    /** The next script; null when this stage is over. */
    Script next(long nowNanos);

    /**
     * A script is over.
     *
     * @param calls all of them, with whatever key
     * @param fresh what happened on the first key
     * @param unexplained refusals on the first key that no limiter explains that is known
     */
    void learn(List<Call> calls, List<Event> fresh, List<Call> unexplained, long nowNanos);

    /** Takes over what is known when the search ends early. */
    default void give() {}

    /** The search that unexplained refusals are evidence for; null when there is none. */
    default LimiterSearch search() {
        return null;
    }

    String words();
}
