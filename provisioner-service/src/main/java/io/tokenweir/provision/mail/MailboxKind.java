package io.tokenweir.provision.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Kinds of mailbox services that there is an adapter for. */
public enum MailboxKind {
    /** The disposable-mail API of the simulated provider. */
    DISPOSABLE("disposable"),
    /** One box behind IMAP that gets the mail of a whole domain, or of all plus-addresses. */
    IMAP("imap"),
    MAILPIT("mailpit"),
    MAILHOG("mailhog"),
    /** mail.tm and services of the same shape. */
    MAIL_TM("mail.tm"),
    MAILOSAUR("mailosaur");

    private final String text;

    MailboxKind(String text) {
        this.text = text;
    }

    /** As written in scenarios and on the command line. */
    public String text() {
        return text;
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
