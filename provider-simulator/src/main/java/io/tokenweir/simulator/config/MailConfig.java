package io.tokenweir.simulator.config;

/**
 * The mail server and the mailbox API in front of it.
 *
 * @param domain domain for which mailboxes can be made
 * @param requestsPerSecond what the mailbox API allows to one client address; 0: no limit
 * @param burst calls that a rested client may make at once
 * @param delayMillis time between a sign-up and the moment its mail is handed to the mail server
 * @param delayJitterMillis uniform addition to that delay
 */
public record MailConfig(
        String domain, double requestsPerSecond, int burst, double delayMillis, double delayJitterMillis) {

    /** Mail without delay and a mailbox API without limit, for tests. */
    public static MailConfig immediate() {
        return new MailConfig("mail.sim.test", 0, 1, 0, 0);
    }
}
