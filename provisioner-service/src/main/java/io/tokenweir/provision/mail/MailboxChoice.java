package io.tokenweir.provision.mail;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * Which mailbox service is used, and how one gets in. Immutable; what lacks something that its kind needs is refused with
 * {@link IllegalArgumentException} and a sentence.
 *
 * @param url address of the service; for IMAP {@code imap://host:port} or {@code imaps://host:port}
 * @param domain domain of the addresses; null where the service says it
 * @param server id of a Mailosaur-style server; null elsewhere
 * @param user who logs in; null where nobody does
 * @param secret password or API key; null where there is none; never printed
 * @param folders IMAP folders to look into
 * @param requestsPerSecond declared limit; 0: what the service says, or is known to allow
 */
public record MailboxChoice(
        MailboxKind kind,
        URI url,
        String domain,
        String server,
        String user,
        String secret,
        List<String> folders,
        double requestsPerSecond) {

    public MailboxChoice {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(url, "url");
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The address of the mailboxes must not hold a user or password; give them apart.");
        }
        folders = folders == null || folders.isEmpty() ? List.of("INBOX") : List.copyOf(folders);
        switch (kind) {
            case MAILPIT, MAILHOG -> require(domain, kind, "a domain for the addresses");
            case MAILOSAUR -> {
                require(server, kind, "the id of the server");
                require(secret, kind, "the API key, from the environment or a file");
            }
            case IMAP -> {
                require(domain, kind, "a domain, or a pattern such as box+*@example.test");
                require(user, kind, "a user");
                require(secret, kind, "the password, from the environment or a file");
                require(
                        url.getScheme() != null && url.getScheme().matches("imaps?") ? "ok" : null,
                        kind,
                        "an address " + "such as imaps://mail.example.test:993");
            }
            case DISPOSABLE, MAIL_TM -> {}
        }
    }

    /** The kind that needs nothing but an address. */
    public static MailboxChoice disposable(URI url) {
        return new MailboxChoice(MailboxKind.DISPOSABLE, url, null, null, null, null, null, 0);
    }

    private static void require(String value, MailboxKind kind, String what) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Mailboxes of kind '" + kind.text() + "' need " + what + ".");
        }
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return kind.text() + " at " + url;
    }
}
