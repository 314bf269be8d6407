package io.tokenweir.simulator.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** What the shapes show of a mail, decoded. Takes broken mails for what they still give. One thread. */
final class MailView {
    private static final Session SESSION = MailLibrary.session(new Properties());
    private static final int SNIPPET = 100;

    private final StoredMail mail;
    private final MimeMessage mime;

    /** A mailbox and the name before it. */
    record Person(String name, String address) {}

    MailView(StoredMail mail) {
        this.mail = mail;
        try {
            mime = new MimeMessage(SESSION, new ByteArrayInputStream(mail.source()));
        } catch (MessagingException e) {
            throw new IllegalStateException("A stored mail cannot be read.", e);
        }
    }

    StoredMail mail() {
        return mail;
    }

    Person from() {
        try {
            List<Person> from = persons(mime.getFrom());
            return from.isEmpty() ? new Person("", mail.sender()) : from.get(0);
        } catch (MessagingException malformed) {
            return new Person("", mail.sender());
        }
    }

    /** The From header as it is shown, name and address. */
    String fromLine() {
        try {
            Address[] from = mime.getFrom();
            return from == null || from.length == 0 ? mail.sender() : from[0].toString();
        } catch (MessagingException malformed) {
            return mail.sender();
        }
    }

    /** What the header says; whom the envelope says may be somebody else. */
    List<Person> to() {
        return recipients(RecipientType.TO);
    }

    List<Person> cc() {
        return recipients(RecipientType.CC);
    }

    String subject() {
        try {
            return mime.getSubject() == null ? "" : mime.getSubject();
        } catch (MessagingException malformed) {
            return "";
        }
    }

    String messageId() {
        try {
            return mime.getMessageID() == null ? "" : mime.getMessageID().replaceAll("[<>]", "");
        } catch (MessagingException malformed) {
            return "";
        }
    }

    /** The first plain-text part; empty when there is none. */
    String text() {
        return text(mime, "text/plain");
    }

    /** The first HTML part; empty when there is none. */
    String html() {
        return text(mime, "text/html");
    }

    String snippet() {
        String words = (text().isBlank() ? html().replaceAll("<[^>]*>", " ") : text())
                .replaceAll("\\s+", " ")
                .strip();
        return words.length() <= SNIPPET ? words : words.substring(0, SNIPPET);
    }

    String source() {
        return new String(mail.source(), StandardCharsets.UTF_8);
    }

    /** All headers in their order, undecoded. */
    Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        try {
            for (Header header : java.util.Collections.list(mime.getAllHeaders())) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
        } catch (MessagingException malformed) {
            return headers;
        }
        return headers;
    }

    private List<Person> recipients(RecipientType type) {
        try {
            return persons(mime.getRecipients(type));
        } catch (MessagingException malformed) {
            return List.of();
        }
    }

    private static List<Person> persons(Address[] addresses) {
        List<Person> persons = new ArrayList<>();
        for (Address address : addresses == null ? new Address[0] : addresses) {
            if (address instanceof InternetAddress internet) {
                persons.add(new Person(
                        internet.getPersonal() == null ? "" : internet.getPersonal(), internet.getAddress()));
            }
        }
        return persons;
    }

    private static String text(Part part, String type) {
        try {
            if (part.isMimeType(type)) {
                return content(part);
            }
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    String found = text(parts.getBodyPart(i), type);
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
            return "";
        } catch (MessagingException | IOException broken) {
            return "";
        }
    }

    /** A charset that Java does not know is read as Latin-1. */
    private static String content(Part part) throws MessagingException, IOException {
        try {
            return part.getContent().toString();
        } catch (IOException unknownCharset) {
            try (InputStream in = part.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
    }
}
