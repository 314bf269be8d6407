package io.tokenweir.simulator.mail;

import java.time.Instant;
import java.util.Arrays;

/**
 * A mail as it came over SMTP, for one recipient.
 *
 * @param id counts up over all mail; what came later has the higher one
 * @param recipient address of the envelope, in lower case; headers may say something else
 * @param source headers and body as they travelled
 * @param spam filed as spam
 */
record StoredMail(long id, String recipient, String sender, Instant receivedAt, byte[] source, boolean spam) {

    String idText() {
        return Long.toString(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredMail mail && id == mail.id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return "StoredMail[" + id + ", " + Arrays.hashCode(source) + "]";
    }
}
