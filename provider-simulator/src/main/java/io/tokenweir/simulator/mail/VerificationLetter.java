package io.tokenweir.simulator.mail;

import java.nio.charset.Charset;
import java.util.Date;
import java.util.List;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;

import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.portal.Portal.Verification;

/** Writes verification mails, as they should be or as their fate wants them. Pure, apart from the clock. */
final class VerificationLetter {
    private static final int TOKEN_BYTES = 24;
    private static final List<Encoding> ENCODINGS = List.of(
            new Encoding("UTF-8", null, "Confirm your address", "Welcome."),
            new Encoding("ISO-8859-1", "quoted-printable", "Bestätigen Sie Ihre Adresse", "Schön, dass Sie da sind."),
            new Encoding("UTF-16", "base64", "Vahvista osoitteesi", "Tervetuloa päivää."),
            new Encoding("windows-1251", "base64", "Подтвердите адрес", "Добро пожаловать."),
            new Encoding("ISO-2022-JP", "7bit", "アドレスを確認", "ようこそ。"));

    static final int ODD_ENCODINGS = ENCODINGS.size() - 1;

    private record Encoding(String charset, String transfer, String subject, String greeting) {}

    private final Session session;

    VerificationLetter(Session session) {
        this.session = session;
    }

    /** The mail for whoever signed up. */
    MimeMessage write(String portalUrl, Verification verification, MailFate fate) throws MessagingException {
        String token = fate.expired() ? Secrets.random(TOKEN_BYTES) : verification.linkToken();
        String code = fate.expired() ? other(verification.code()) : verification.code();
        MimeMessage message = write(portalUrl, verification.email(), token, code, ENCODINGS.get(fate.encoding()), fate);
        if (fate.spam()) {
            message.setHeader("X-Spam-Flag", "YES");
        }
        return message;
    }

    /** A mail that lands in the same box but is for somebody else, with a link that looks as good. */
    MimeMessage writeForeign(String portalUrl, Verification verification, MailFate fate) throws MessagingException {
        return write(
                portalUrl,
                "someone-else@elsewhere.test",
                Secrets.random(TOKEN_BYTES),
                other(verification.code()),
                ENCODINGS.get(0),
                fate);
    }

    private MimeMessage write(String portalUrl, String to, String token, String code, Encoding encoding, MailFate fate)
            throws MessagingException {
        String link = portalUrl + "/verify?token=" + token;
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("no-reply@sim.test"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(encoding.subject(), encoding.charset().equals("UTF-16") ? "UTF-8" : encoding.charset());
        message.setSentDate(new Date());
        MimeBodyPart rich = part(html(portalUrl, link, code, encoding, fate), "html", encoding);
        message.setContent(
                fate.htmlOnly()
                        ? new MimeMultipart("mixed", rich)
                        : new MimeMultipart(
                                "alternative",
                                part(text(portalUrl, link, code, encoding, fate), "plain", encoding),
                                rich));
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String body, String subtype, Encoding encoding) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        Charset charset = Charset.forName(encoding.charset());
        part.setText(body, MimeUtility.mimeCharset(charset.name()), subtype);
        if (encoding.transfer() != null) {
            part.setHeader("Content-Transfer-Encoding", encoding.transfer());
        }
        return part;
    }

    private static String text(String portalUrl, String link, String code, Encoding encoding, MailFate fate) {
        String others = fate.manyLinks()
                ? "Home: " + portalUrl + "/\nHelp: http://help.elsewhere.test/verify?token=not-yours\n\n"
                : "";
        return encoding.greeting() + "\n\n" + others + "Confirm your address with this link:\n" + link
                + "\n\nor with this code: " + code + "\n\nBoth expire soon.\n";
    }

    private static String html(String portalUrl, String link, String code, Encoding encoding, MailFate fate) {
        String others = fate.manyLinks()
                ? "<p><a href='" + portalUrl
                        + "/'>Home</a> <a href=\"http://help.elsewhere.test/verify?token=not-yours\">" + "Help</a></p>"
                : "";
        return "<p>" + encoding.greeting() + "</p>" + others + "<p>Confirm your address with <a href=\"" + link
                + "\">this link</a> or with this code: <b>" + code + "</b></p><p>Both expire soon.</p>";
    }

    /** A code that is not this one. */
    private static String other(String code) {
        return String.format("%06d", (Integer.parseInt(code) + 1) % 1_000_000);
    }
}
