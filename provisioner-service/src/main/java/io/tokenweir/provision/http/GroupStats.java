package io.tokenweir.provision.http;

/**
 * One endpoint group so far.
 *
 * @param calls calls made
 * @param refused of these, refused with 429 or 503
 * @param unanswered of these, ended by a time-out or a broken connection
 * @param ratePerSecond rate that the pacer allows now
 */
public record GroupStats(long calls, long refused, long unanswered, int waiting, double ratePerSecond) {

    public double refusedShare() {
        return calls == 0 ? 0 : (double) refused / calls;
    }
}
