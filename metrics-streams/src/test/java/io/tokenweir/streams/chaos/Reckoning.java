package io.tokenweir.streams.chaos;

import java.util.List;

import io.tokenweir.streams.Oracle;

/**
 * What the event topics hold, against the ledger.
 *
 * @param oracle results recomputed from the topics
 * @param events records without ticks and markers
 * @param lost acknowledged and not there
 * @param maybe handed over and never acknowledged
 * @param maybeArrived of those, found by their sequence numbers
 * @param differences sentences; what is lost, doubled, altered or invented
 */
record Reckoning(
        Oracle oracle,
        long events,
        long lost,
        long duplicates,
        long maybe,
        long maybeArrived,
        List<String> differences) {}
