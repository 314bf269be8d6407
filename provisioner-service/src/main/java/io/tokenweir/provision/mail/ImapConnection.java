package io.tokenweir.provision.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** The connection to an IMAP box and where in its folders we are. One thread. Opens again what was dropped. */
final class ImapConnection {
    private static final String TIMEOUT_MILLIS = "10000";
    private static final int LOOKED_BACK = 2_000;
    private static final List<String> RECIPIENT_HEADERS = List.of("To", "Cc", "Delivered-To", "X-Original-To");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"]+@[^\\s<>,;:\"]+");

    private final MailboxChoice choice;
    private final Map<String, Position> positions = new HashMap<>();
    private Store store;
    private final Map<String, IMAPFolder> open = new LinkedHashMap<>();

    /** A mail's head lines, and every address that it may be for, in lower case. */
    record Head(MailSummary summary, Set<String> recipients) {}

    private record Position(long validity, long nextUid) {}

    ImapConnection(MailboxChoice choice) {
        this.choice = choice;
    }

    /** What came since the last call, oldest first; the first call looks back a little. */
    List<Head> newHeads() throws MessagingException {
        List<Head> heads = new ArrayList<>();
        for (String name : choice.folders()) {
            IMAPFolder folder = folder(name);
            folder.doCommand(
                    protocol -> { // makes the server tell what came; the library asks once a second only
                        protocol.noop();
                        return null;
                    });
            long validity = folder.getUIDValidity();
            Position position = positions.get(name);
            long from = position != null && position.validity() == validity
                    ? position.nextUid()
                    : Math.max(1, folder.getUIDNext() - LOOKED_BACK);
            Message[] messages = folder.getMessagesByUID(from, UIDFolder.LASTUID);
            folder.fetch(messages, profile());
            long next = from;
            for (Message message : messages) {
                long uid = folder.getUID(message);
                if (uid >= from) { // the last mail is answered even when it is older
                    heads.add(head(name, uid, message));
                    next = Math.max(next, uid + 1);
                }
            }
            positions.put(name, new Position(validity, next));
        }
        return heads;
    }

    private static FetchProfile profile() {
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add("From");
        profile.add("Subject");
        RECIPIENT_HEADERS.forEach(profile::add);
        return profile;
    }

    private static Head head(String folder, long uid, Message message) throws MessagingException {
        Set<String> recipients = new LinkedHashSet<>();
        for (String header : RECIPIENT_HEADERS) {
            for (String value : values(message, header)) {
                Matcher address = ADDRESS.matcher(value);
                while (address.find()) {
                    recipients.add(address.group().toLowerCase(Locale.ROOT));
                }
            }
        }
        Matcher sender = ADDRESS.matcher(MimeParser.decodeWords(String.join(" ", values(message, "From"))));
        String subject = MimeParser.decodeWords(String.join(" ", values(message, "Subject")));
        return new Head(new MailSummary(folder + '/' + uid, sender.find() ? sender.group() : "", subject), recipients);
    }

    private static List<String> values(Message message, String header) throws MessagingException {
        String[] values = message.getHeader(header);
        return values == null ? List.of() : List.of(values);
    }

    /** Sources by id; an id whose mail is gone is left out. */
    Map<String, byte[]> sources(Set<String> ids) throws MessagingException {
        Map<String, List<Long>> uids = new LinkedHashMap<>();
        for (String id : ids) {
            int slash = id.lastIndexOf('/');
            uids.computeIfAbsent(id.substring(0, slash), name -> new ArrayList<>())
                    .add(Long.parseLong(id.substring(slash + 1)));
        }
        Map<String, byte[]> sources = new HashMap<>();
        for (Map.Entry<String, List<Long>> entry : uids.entrySet()) {
            IMAPFolder folder = folder(entry.getKey());
            Message[] messages = folder.getMessagesByUID(
                    entry.getValue().stream().mapToLong(Long::longValue).toArray());
            List<Message> there = new ArrayList<>();
            for (Message message : messages) {
                if (message != null) {
                    there.add(message);
                }
            }
            FetchProfile whole = new FetchProfile();
            whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
            folder.fetch(there.toArray(Message[]::new), whole);
            for (Message message : there) {
                sources.put(entry.getKey() + '/' + folder.getUID(message), source(message));
            }
        }
        return sources;
    }

    private static byte[] source(Message message) throws MessagingException {
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        try {
            message.writeTo(source);
        } catch (IOException e) {
            throw new MessagingException("The source of a mail cannot be read.", e);
        }
        return source.toByteArray();
    }

    private IMAPFolder folder(String name) throws MessagingException {
        IMAPFolder folder = open.get(name);
        if (folder == null || !folder.isOpen()) {
            folder = (IMAPFolder) connected().getFolder(name);
            folder.open(Folder.READ_ONLY);
            open.put(name, folder);
        }
        return folder;
    }

    private Store connected() throws MessagingException {
        if (store == null || !store.isConnected()) {
            String scheme = choice.url().getScheme();
            Properties properties = new Properties();
            properties.setProperty("mail." + scheme + ".connectiontimeout", TIMEOUT_MILLIS);
            properties.setProperty("mail." + scheme + ".timeout", TIMEOUT_MILLIS);
            properties.setProperty("mail." + scheme + ".starttls.enable", "true");
            properties.setProperty("mail." + scheme + ".starttls.required", Boolean.toString(!isLoopback()));
            store = MailLibrary.session(properties).getStore(scheme);
            store.connect(choice.url().getHost(), choice.url().getPort(), choice.user(), choice.secret());
        }
        return store;
    }

    /** Only there may a password travel in the clear. */
    private boolean isLoopback() {
        String host = choice.url().getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** Forgets the connection; the next call opens another. Positions stay. */
    void drop() {
        open.clear();
        Store old = store;
        store = null;
        if (old != null) {
            try {
                old.close();
            } catch (MessagingException e) {
                store = null; // it was broken already
            }
        }
    }
}
