package io.tokenweir.simulator.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.icegreen.greenmail.store.StoredMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;

/** Mail as the mailbox API shows it. */
final class MessageView {
    private MessageView() {}

    /** One line of a list. */
    static Map<String, Object> summary(StoredMessage stored) throws MessagingException {
        MimeMessage mime = stored.getMimeMessage();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Long.toString(stored.getUid()));
        view.put("from", mime.getFrom()[0].toString());
        view.put("subject", mime.getSubject());
        view.put("receivedAt", stored.getReceivedDate().toInstant().toString());
        return view;
    }

    /** A whole message: its first plain and HTML parts, decoded, and its source as it travelled. */
    static Map<String, Object> full(StoredMessage stored) throws MessagingException, IOException {
        MimeMessage mime = stored.getMimeMessage();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Long.toString(stored.getUid()));
        view.put("from", mime.getFrom()[0].toString());
        view.put("to", mime.getAllRecipients()[0].toString());
        view.put("subject", mime.getSubject());
        view.put("text", text(mime, "text/plain"));
        view.put("html", text(mime, "text/html"));
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        mime.writeTo(source);
        view.put("source", source.toString(StandardCharsets.UTF_8));
        return view;
    }

    /** The first part of a type, depth first; null when there is none. */
    private static String text(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                String found = text(parts.getBodyPart(i), type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
