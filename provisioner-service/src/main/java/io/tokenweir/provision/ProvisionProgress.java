package io.tokenweir.provision;

import java.time.Duration;
import java.util.Map;

import io.tokenweir.events.AccountState;
import io.tokenweir.provision.http.GroupStats;

/**
 * Where provisioning stands.
 *
 * @param wanted accounts that shall be ready
 * @param states accounts of the batch by state; failed ones of former runs are not among them
 * @param groups calls and refusals by endpoint group
 * @param remaining estimate of the time left; null as long as nothing can be said
 */
public record ProvisionProgress(
        int wanted,
        Map<AccountState, Integer> states,
        Map<String, GroupStats> groups,
        Duration elapsed,
        Duration remaining) {

    public int count(AccountState state) {
        return states.getOrDefault(state, 0);
    }
}
