package io.tokenweir.report.runbook;

/**
 * The load that is planned for the day after.
 *
 * @param perMinute users' actions, or requests, a minute
 * @param users whether it counts users' actions, each of which may cause several requests to the provider
 */
public record Plan(double perMinute, boolean users) {
    /** Requests to the provider a minute. @param fanOut of them for one user's action */
    double requestsPerMinute(double fanOut) {
        return users ? perMinute * fanOut : perMinute;
    }

    String inWords() {
        return Figures.rounded(perMinute) + (users ? " users/min" : " requests/min");
    }
}
