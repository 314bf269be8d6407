package io.tokenweir.simulator.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The newest mails, by recipient and by id. Beyond {@code keep} the oldest is forgotten for each that comes, so that memory
 * stays flat however many accounts are made. Thread-safe.
 */
final class MailStore {
    private final int keep;
    private final Map<Long, StoredMail> byId = new LinkedHashMap<>();
    private final Map<String, List<StoredMail>> byRecipient = new HashMap<>();
    private long received;

    MailStore(int keep) {
        this.keep = Math.max(1, keep);
    }

    synchronized StoredMail add(String recipient, String sender, Instant at, byte[] source, boolean spam) {
        StoredMail mail = new StoredMail(++received, recipient.toLowerCase(Locale.ROOT), sender, at, source, spam);
        byId.put(mail.id(), mail);
        byRecipient.computeIfAbsent(mail.recipient(), r -> new ArrayList<>(2)).add(mail);
        if (byId.size() > keep) {
            remove(byId.values().iterator().next());
        }
        return mail;
    }

    /** All mail to an address, oldest first. */
    synchronized List<StoredMail> to(String recipient) {
        return List.copyOf(byRecipient.getOrDefault(recipient.toLowerCase(Locale.ROOT), List.of()));
    }

    /** All mail to an address, newest first. */
    List<StoredMail> newestTo(String recipient) {
        List<StoredMail> mails = new ArrayList<>(to(recipient));
        Collections.reverse(mails);
        return mails;
    }

    synchronized Optional<StoredMail> byId(String id) {
        return id.matches("\\d{1,18}") ? Optional.ofNullable(byId.get(Long.parseLong(id))) : Optional.empty();
    }

    /** All mail that fits, newest first. */
    synchronized List<StoredMail> newest(Predicate<StoredMail> wanted) {
        List<StoredMail> found = new ArrayList<>();
        byId.values().stream().filter(wanted).forEach(found::add);
        Collections.reverse(found);
        return found;
    }

    synchronized void delete(StoredMail mail) {
        if (byId.containsKey(mail.id())) {
            remove(mail);
        }
    }

    synchronized void deleteTo(String recipient) {
        to(recipient).forEach(this::remove);
    }

    private void remove(StoredMail mail) {
        byId.remove(mail.id());
        byRecipient.computeIfPresent(mail.recipient(), (recipient, mails) -> {
            mails.remove(mail);
            return mails.isEmpty() ? null : mails;
        });
    }

    synchronized int size() {
        return byId.size();
    }

    /** Mails received since the start, forgotten ones included. */
    synchronized long received() {
        return received;
    }
}
