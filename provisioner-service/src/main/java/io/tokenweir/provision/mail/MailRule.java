package io.tokenweir.provision.mail;

import java.util.regex.Pattern;

/**
 * Which mail is the verification mail, and what in it counts. Every pattern may be null: anything goes.
 *
 * @param from the sender must match
 * @param subject the subject must match
 * @param link the link must match
 * @param code the code in the text
 * @param linkOrigin template of the address whose host and port the link must have
 */
public record MailRule(Pattern from, Pattern subject, Pattern link, Pattern code, String linkOrigin) {
    /** Any mail with any link. */
    public static final MailRule ANY = new MailRule(null, null, null, null, null);
}
