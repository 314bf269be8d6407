package io.tokenweir.common.scenario;

/**
 * The load that is planned after the test, for which the runbook says what it costs and needs; one of the two is given.
 *
 * @param usersPerMinute users' actions a minute
 * @param requestsPerMinute requests to the provider a minute
 */
public record PlanSpec(Double usersPerMinute, Double requestsPerMinute) {
    /** What is wrong with it, in a sentence; null when nothing is. */
    String fault() {
        if ((usersPerMinute == null) == (requestsPerMinute == null)) {
            return "'plan' needs one of 'usersPerMinute' and 'requestsPerMinute'";
        }
        double rate = usersPerMinute == null ? requestsPerMinute : usersPerMinute;
        return rate > 0 && Double.isFinite(rate) ? null : "what 'plan' gives is a number above 0";
    }
}
