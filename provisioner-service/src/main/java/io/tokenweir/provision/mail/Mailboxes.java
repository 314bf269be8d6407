package io.tokenweir.provision.mail;

import io.tokenweir.provision.http.PacedHttp;

/** Makes the adapter for a choice. */
public final class Mailboxes {
    private Mailboxes() {}

    /** Throws {@link IllegalArgumentException} with a sentence when the choice lacks something that its kind needs. */
    public static MailboxProvider of(MailboxChoice choice, PacedHttp http) {
        return switch (choice.kind()) {
            case DISPOSABLE -> new DisposableMailApi(choice.url(), http);
            default ->
                throw new IllegalArgumentException(
                        "There is no adapter for " + choice.kind().text() + " yet.");
        };
    }
}
