package io.tokenweir.simulator.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.portal.PortalException;

/** Who owns which mailbox, and which token opens it. Secrets are remembered by digest only. Thread-safe. */
final class Mailboxes {
    private static final int TOKEN_BYTES = 24;

    private final Supplier<String> tokens;
    private final Map<String, Mailbox> byAddress = new HashMap<>();
    private final Map<String, Mailbox> byToken = new HashMap<>();
    /** The digests of a mailbox's tokens, by its id: a mailbox that goes must not look through all. */
    private final Map<String, List<String>> tokensOf = new HashMap<>();

    private int made;

    /** A mailbox. */
    record Mailbox(String id, String address, String passwordDigest) {}

    Mailboxes() {
        this(() -> Secrets.random(TOKEN_BYTES));
    }

    Mailboxes(Supplier<String> tokens) {
        this.tokens = tokens;
    }

    synchronized Mailbox create(String address, String password) {
        if (byAddress.containsKey(address)) {
            throw new PortalException(409, "address_exists", "This mailbox exists.");
        }
        Mailbox mailbox =
                new Mailbox(String.format("mbx-%06d", ++made), address, Secrets.digest(address + '\0' + password));
        byAddress.put(address, mailbox);
        return mailbox;
    }

    synchronized String token(String address, String password) {
        Mailbox mailbox = byAddress.get(address);
        if (mailbox == null || !mailbox.passwordDigest().equals(Secrets.digest(address + '\0' + password))) {
            throw new PortalException(401, "wrong_credentials", "No mailbox has this address and password.");
        }
        String token = "mbt-" + tokens.get();
        String digest = Secrets.digest(token);
        byToken.put(digest, mailbox);
        tokensOf.computeIfAbsent(mailbox.id(), id -> new ArrayList<>(1)).add(digest);
        return token;
    }

    synchronized Mailbox open(String token) {
        Mailbox mailbox = byToken.get(Secrets.digest(token));
        if (mailbox == null) {
            throw new PortalException(401, "no_token", "Ask for a token first, at POST /token.");
        }
        return mailbox;
    }

    synchronized void delete(Mailbox mailbox) {
        byAddress.remove(mailbox.address());
        List<String> digests = tokensOf.remove(mailbox.id());
        if (digests != null) {
            digests.forEach(byToken::remove);
        }
    }
}
