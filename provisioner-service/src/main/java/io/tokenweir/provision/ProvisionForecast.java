package io.tokenweir.provision;

import java.time.Duration;
import java.util.List;

/**
 * What is about to be done, before it is.
 *
 * @param ready accounts that need nothing more
 * @param toFinish accounts that were found half-made
 * @param toMake new ones
 * @param rates by endpoint group, in the order of the first call
 * @param atLeast how long the declared rates make it last; null where none is declared
 * @param limitedBy the group that decides; null where none is declared
 */
public record ProvisionForecast(
        int ready, int toFinish, int toMake, List<GroupRate> rates, Duration atLeast, String limitedBy) {

    /**
     * One endpoint group.
     *
     * @param callsEach calls that one account needs when all goes well
     * @param perSecond rate to begin with
     * @param declared it is the service's own limit; else it is where learning begins
     */
    public record GroupRate(String group, int callsEach, double perSecond, boolean declared) {
        double secondsFor(int accounts) {
            return accounts * callsEach / perSecond;
        }
    }

    static ProvisionForecast of(TopUp topUp, List<GroupRate> rates) {
        int accounts = topUp.halfMade().size() + topUp.newIndices().size();
        GroupRate slowest = null;
        for (GroupRate rate : rates) {
            if (rate.declared() && (slowest == null || rate.secondsFor(accounts) > slowest.secondsFor(accounts))) {
                slowest = rate;
            }
        }
        return new ProvisionForecast(
                topUp.ready().size(),
                topUp.halfMade().size(),
                topUp.newIndices().size(),
                List.copyOf(rates),
                slowest == null ? null : Duration.ofMillis((long) (slowest.secondsFor(accounts) * 1000)),
                slowest == null ? null : slowest.group());
    }
}
