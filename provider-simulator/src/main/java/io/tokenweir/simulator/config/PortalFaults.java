package io.tokenweir.simulator.config;

/**
 * What goes wrong in the portal, each as a share from 0 to 1. Whom it hits depends on the seed and the address only.
 *
 * @param captcha addresses for which the form demands a captcha: 403
 * @param errorPage addresses whose sign-up is answered 200 with a page that says it failed; no account is made
 * @param lostSignUpAnswer addresses whose account is made while the connection closes without an answer
 * @param expiredLink addresses whose first mail carries a link and a code that have expired
 * @param lostKeyAnswer keys that are made while the connection closes without an answer
 * @param deadKey keys that are handed out and listed, but open nothing
 */
public record PortalFaults(
        double captcha,
        double errorPage,
        double lostSignUpAnswer,
        double expiredLink,
        double lostKeyAnswer,
        double deadKey) {

    /** Nothing goes wrong. */
    public static PortalFaults none() {
        return new PortalFaults(0, 0, 0, 0, 0, 0);
    }
}
