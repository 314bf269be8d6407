package io.tokenweir.simulator.mail;

import java.util.List;
import java.util.Optional;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/**
 * A real SMTP server (GreenMail) with its store. A box exists from {@link #createBox} on; mail for any other address is
 * accepted and kept nowhere that the mailbox API could see. Thread-safe.
 *
 * <p>GreenMail logs the passwords of the users it makes; it gets none of ours.
 */
public final class MailServer implements AutoCloseable {
    private static final String NO_PASSWORD = "unused";

    private final GreenMail server;

    /** @param port 0: a free one */
    public MailServer(String host, int port) {
        ServerSetup smtp = new ServerSetup(port, host, ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(10_000);
        server = new GreenMail(smtp);
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "The simulator's smtp port " + port + " on " + host
                            + " cannot be used: it is taken or not allowed; give another one, or 0 for a free one.",
                    e);
        }
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** Makes a box for an address. */
    void createBox(String address) {
        try {
            server.getUserManager().createUser(address, address, NO_PASSWORD);
        } catch (UserException e) {
            throw new IllegalStateException("The mail server refused a box.", e);
        }
    }

    /** Removes the box and its mail. */
    void deleteBox(String address) {
        GreenMailUser user = server.getUserManager().getUserByEmail(address);
        if (user != null) {
            server.getUserManager().deleteUser(user);
        }
    }

    /** All mail of a box, oldest first. */
    List<StoredMessage> messages(String address) {
        GreenMailUser user = server.getUserManager().getUserByEmail(address);
        if (user == null) {
            return List.of();
        }
        try {
            return server.getManagers().getImapHostManager().getInbox(user).getMessages();
        } catch (FolderException e) {
            throw new IllegalStateException("The mail server has no inbox for a user of its own.", e);
        }
    }

    Optional<StoredMessage> message(String address, String id) {
        return messages(address).stream()
                .filter(message -> Long.toString(message.getUid()).equals(id))
                .findFirst();
    }

    @Override
    public void close() {
        server.stop();
    }
}
