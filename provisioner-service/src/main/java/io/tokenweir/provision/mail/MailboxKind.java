package io.tokenweir.provision.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Kinds of mailbox services that there is an adapter for. */
public enum MailboxKind {
    /** The disposable-mail API of the simulated provider. */
    DISPOSABLE("disposable", 4),
    /** One box behind IMAP that gets the mail of a whole domain, or of all plus-addresses. */
    IMAP("imap", 0),
    MAILPIT("mailpit", 2),
    MAILHOG("mailhog", 2),
    /** mail.tm and services of the same shape. */
    MAIL_TM("mail.tm", 4),
    MAILOSAUR("mailosaur", 2);

    private final String text;
    private final int callsPerAccount;

    MailboxKind(String text, int callsPerAccount) {
        this.text = text;
        this.callsPerAccount = callsPerAccount;
    }

    /** As written in scenarios and on the command line. */
    public String text() {
        return text;
    }

    /**
     * Calls that one account needs when its mail is there at the first look: create, open, list, fetch, where there is
     * something to create or open; none over IMAP, where one look serves all.
     */
    public int callsPerAccount() {
        return callsPerAccount;
    }

    /** Throws {@link IllegalArgumentException} that lists the kinds. */
    public static MailboxKind named(String name) {
        for (MailboxKind kind : values()) {
            if (kind.text.equals(name.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalArgumentException("There is no adapter for mailboxes of kind '" + name + "'; the kinds are "
                + Arrays.stream(values()).map(MailboxKind::text).collect(Collectors.joining(", ")) + ".");
    }
}
