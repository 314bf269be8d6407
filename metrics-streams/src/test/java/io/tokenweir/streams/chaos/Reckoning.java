package io.tokenweir.streams.chaos;

import java.util.List;

import io.tokenweir.streams.Oracle;

/**
 * What the event topics hold, against the ledger.
 *
 * @param oracle results recomputed from the topics
 * @param events records without ticks and markers
 * @param lost acknowledged and not there
 * @param duplicates there oftener than they were handed over
 * @param doubled there a second time, whether on purpose or not
 * @param maybe handed over and never acknowledged
 * @param maybeArrived of those, found by their sequence numbers
 * @param differences sentences; what is lost, doubled, altered or invented
 */
record Reckoning(
        Oracle oracle,
        long events,
        long lost,
        long duplicates,
        long doubled,
        long maybe,
        long maybeArrived,
        List<String> differences) {}
