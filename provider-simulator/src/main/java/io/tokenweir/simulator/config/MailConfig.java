package io.tokenweir.simulator.config;

import java.util.HashMap;
import java.util.Map;

/**
 * The mail server and the mailbox APIs in front of it.
 *
 * @param domain domain for which mailboxes can be made
 * @param requestsPerSecond what the mailbox API allows to one client address; 0: no limit
 * @param burst calls that a rested client may make at once
 * @param delayMillis time between a sign-up and the moment its mail is handed to the mail server
 * @param delayJitterMillis uniform addition to that delay
 * @param connections SMTP connections that verification mails go over
 * @param keep mails that are kept; the oldest beyond that are forgotten
 * @param imap a box behind IMAP; null: no IMAP
 * @param shapeRequestsPerSecond what the other shapes of the mailbox API allow, by the first part of their path; 0: no limit
 * @param mailosaur the server and key of the Mailosaur-style API
 * @param faults what goes wrong with verification mails
 */
public record MailConfig(
        String domain,
        double requestsPerSecond,
        int burst,
        double delayMillis,
        double delayJitterMillis,
        int connections,
        int keep,
        ImapConfig imap,
        Map<String, Double> shapeRequestsPerSecond,
        MailosaurConfig mailosaur,
        MailFaults faults) {

    private static final int DEFAULT_CONNECTIONS = 4;
    private static final int DEFAULT_KEEP = 2_000;

    public MailConfig {
        connections = connections == 0 ? DEFAULT_CONNECTIONS : connections;
        keep = keep == 0 ? DEFAULT_KEEP : keep;
        shapeRequestsPerSecond = shapeRequestsPerSecond == null ? Map.of() : Map.copyOf(shapeRequestsPerSecond);
        mailosaur = mailosaur == null ? new MailosaurConfig(null, null) : mailosaur;
        faults = faults == null ? MailFaults.NONE : faults;
    }

    /** Mail without delay and mailbox APIs without limit, for tests. */
    public static MailConfig immediate() {
        return new MailConfig("mail.sim.test", 0, 1, 0, 0, 0, 0, null, null, null, null);
    }

    public MailConfig withImap(ImapConfig box) {
        return with(box, shapeRequestsPerSecond, faults);
    }

    public MailConfig withFaults(MailFaults other) {
        return with(imap, shapeRequestsPerSecond, other);
    }

    /** @param shape first part of its path, such as {@code mail-tm} */
    public MailConfig withShapeLimit(String shape, double perSecond) {
        Map<String, Double> limits = new HashMap<>(shapeRequestsPerSecond);
        limits.put(shape, perSecond);
        return with(imap, limits, faults);
    }

    private MailConfig with(ImapConfig box, Map<String, Double> shapeLimits, MailFaults otherFaults) {
        return new MailConfig(
                domain,
                requestsPerSecond,
                burst,
                delayMillis,
                delayJitterMillis,
                connections,
                keep,
                box,
                shapeLimits,
                mailosaur,
                otherFaults);
    }
}
