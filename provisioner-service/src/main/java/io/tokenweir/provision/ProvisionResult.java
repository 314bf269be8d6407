package io.tokenweir.provision;

import java.time.Duration;
import java.util.Map;

import io.tokenweir.provision.http.GroupStats;

/**
 * What came out.
 *
 * @param ready accounts with a proven key, reused ones included
 * @param reused of these, found ready in the log
 * @param resumed accounts that were found half-made
 * @param failed accounts that this run gave up
 * @param causes of these, by the cause's code
 * @param unreconciled of the ready ones, those that may have a second key, which the recipe has no means to find
 * @param keysLeft accounts given up or given back of which a key may still be alive
 * @param firstReady from the start to the first account that can be used; null when there is none
 * @param cutShort stopped before the end
 */
public record ProvisionResult(
        int wanted,
        int ready,
        int reused,
        int resumed,
        int failed,
        Map<String, Integer> causes,
        int unreconciled,
        int keysLeft,
        Map<String, GroupStats> groups,
        Duration elapsed,
        Duration firstReady,
        boolean cutShort) {

    public boolean complete() {
        return ready >= wanted;
    }
}
