package io.tokenweir.simulator.config;

/**
 * What goes wrong with verification mails; shares from 0 to 1, each drawn for itself.
 *
 * @param lost never sent
 * @param twice sent two times
 * @param late sent {@code lateMillis} later than it should be
 * @param lateMillis how late a late mail is
 * @param spam filed as spam: {@code Junk} over IMAP, and not listed by the default mailbox API
 * @param foreign before it comes a mail that is for someone else, with a link of its own
 * @param htmlOnly without a plain-text part
 * @param oddEncoding in another charset, encoded in another way, with an encoded subject
 * @param manyLinks with other links before the right one
 * @param expired with a link and a code that the portal no longer takes
 */
public record MailFaults(
        double lost,
        double twice,
        double late,
        double lateMillis,
        double spam,
        double foreign,
        double htmlOnly,
        double oddEncoding,
        double manyLinks,
        double expired) {
    /** Mail as it should be. */
    public static final MailFaults NONE = new MailFaults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
