package io.tokenweir.provision.mail;

import java.util.List;

/**
 * A mail, decoded.
 *
 * @param to all recipients named in it; empty when unknown
 * @param text plain text, perhaps empty
 * @param html HTML, perhaps empty
 */
public record MailMessage(String id, String from, List<String> to, String subject, String text, String html) {

    public MailMessage {
        to = List.copyOf(to);
    }

    /** The body may hold a code. */
    @Override
    public String toString() {
        return "MailMessage[" + id + "]";
    }
}
