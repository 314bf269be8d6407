package io.tokenweir.simulator.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import io.tokenweir.simulator.config.MailConfig;

/**
 * A real SMTP server (GreenMail) that takes mail for every address and puts it into a {@link MailStore}; with IMAP switched
 * on, also into one box that a mail client can open. Thread-safe.
 */
public final class MailServer implements AutoCloseable {
    private static final String SPAM_FLAG = "X-Spam-Flag";

    private final GreenMail server;
    private final MailStore store;
    private final ImapBox imap;

    /** @param smtpPort 0: a free one */
    public MailServer(String host, int smtpPort, MailConfig config) {
        store = new MailStore(config.keep());
        List<ServerSetup> setups = new ArrayList<>();
        setups.add(setup(smtpPort, host, ServerSetup.PROTOCOL_SMTP));
        if (config.imap() != null) {
            setups.add(setup(config.imap().port(), host, ServerSetup.PROTOCOL_IMAP));
        }
        server = new GreenMail(setups.toArray(ServerSetup[]::new));
        server.getUserManager().setMessageDeliveryHandler(Recipient::new);
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "The simulator's smtp port " + smtpPort
                            + (config.imap() == null
                                    ? ""
                                    : " or imap port " + config.imap().port()) + " on " + host
                            + " cannot be used: it is taken or not allowed; give another one, or 0 for a free one.",
                    e);
        }
        imap = config.imap() == null ? null : new ImapBox(server, config);
    }

    private static ServerSetup setup(int port, String host, String protocol) {
        ServerSetup setup = new ServerSetup(port, host, protocol);
        setup.setServerStartupTimeout(10_000);
        return setup;
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** Port of IMAP; -1 when it is switched off. */
    public int imapPort() {
        return imap == null ? -1 : server.getImap().getPort();
    }

    MailStore store() {
        return store;
    }

    private void deliver(MovingMessage moving, String recipient) {
        try {
            MimeMessage mime = moving.getMessage();
            ByteArrayOutputStream source = new ByteArrayOutputStream(2048);
            mime.writeTo(source);
            String[] flag = mime.getHeader(SPAM_FLAG);
            boolean spam = flag != null && flag[0].strip().equalsIgnoreCase("yes");
            String sender =
                    moving.getReturnPath() == null ? "" : moving.getReturnPath().getEmail();
            StoredMail mail = store.add(recipient, sender, Instant.now(), source.toByteArray(), spam);
            if (imap != null) {
                imap.deliver(mail);
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A mail that came over SMTP cannot be read.", e);
        }
    }

    /** GreenMail asks for a user to deliver to; ours have no box, the store is it. */
    private final class Recipient implements GreenMailUser {
        private final String address;

        Recipient(MovingMessage message, MailAddress recipient) {
            this.address = recipient.getEmail();
        }

        @Override
        public void deliver(MovingMessage message) {
            MailServer.this.deliver(message, address);
        }

        @Override
        public void deliver(MimeMessage message) {
            throw new UnsupportedOperationException("Mail comes over SMTP only.");
        }

        @Override
        public String getEmail() {
            return address;
        }

        @Override
        public String getLogin() {
            return address;
        }

        @Override
        public String getQualifiedMailboxName() {
            return address;
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {
            throw new UnsupportedOperationException("Nobody logs in here.");
        }

        @Override
        public void authenticate(String password) {
            throw new UnsupportedOperationException("Nobody logs in here.");
        }

        @Override
        public void create() {
            // nothing to make
        }

        @Override
        public void delete() {
            // nothing to remove
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
