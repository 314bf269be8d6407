package io.tokenweir.load;

/**
 * How far a run is, for a line on a terminal; results come from the topics.
 *
 * @param offered logical requests whose time had come
 * @param dropped of these, without a free virtual user
 * @param inFlight open logical requests
 * @param attempts HTTP exchanges ended
 * @param refused of these, refused by a limit or a quota
 * @param arrivals generated deltas
 */
public record LiveCounters(
        long offered,
        long started,
        long dropped,
        long ended,
        int inFlight,
        long attempts,
        long refused,
        long arrivals) {}
