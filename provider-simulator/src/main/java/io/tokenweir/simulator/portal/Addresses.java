package io.tokenweir.simulator.portal;

import io.tokenweir.simulator.page.Page;

/** Where the parts of the provider listen, as URLs; {@code smtpPort} is a port. */
public record Addresses(String portal, String mailbox, int smtpPort) {

    String api() {
        return portal + "/v1";
    }

    /** The page that shows the mail of an address. */
    String inbox(String email) {
        return mailbox + "/inbox?address=" + Page.url(email);
    }
}
