package io.tokenweir.simulator.mail;

import java.io.ByteArrayInputStream;
import java.util.Properties;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import io.tokenweir.simulator.config.MailConfig;

/**
 * One box behind IMAP that gets the mail of every address, plus-addresses among them: a catch-all. Says in
 * {@code Delivered-To} for whom a mail came, as mail servers do. Spam goes to {@code Junk}. Thread-safe.
 */
final class ImapBox {
    private static final String JUNK = "Junk";
    private static final Session SESSION = MailLibrary.session(new Properties());
    /** Expunging a folder costs its length, so a good many go at once. */
    private static final double SLACK = 1.25;

    private final MailFolder inbox;
    private final MailFolder junk;
    private final int keep;

    ImapBox(GreenMail server, MailConfig config) {
        ImapHostManager boxes = server.getManagers().getImapHostManager();
        String user = config.imap().user();
        try {
            GreenMailUser owner = server.getUserManager()
                    .createUser(
                            user + '@' + config.domain(), user, config.imap().password());
            inbox = boxes.getInbox(owner);
            junk = boxes.createMailbox(owner, JUNK);
        } catch (UserException | FolderException | AuthorizationException e) {
            throw new IllegalStateException("The mail server refused the IMAP box.", e);
        }
        keep = Math.max(1, config.keep());
    }

    synchronized void deliver(StoredMail mail) throws MessagingException {
        MimeMessage copy = new MimeMessage(SESSION, new ByteArrayInputStream(mail.source()));
        copy.setHeader("Delivered-To", mail.recipient());
        MailFolder folder = mail.spam() ? junk : inbox;
        folder.appendMessage(copy, new Flags(Flags.Flag.RECENT), java.util.Date.from(mail.receivedAt()));
        if (folder.getMessageCount() > keep * SLACK) {
            forgetOldest(folder);
        }
    }

    private void forgetOldest(MailFolder folder) throws MessagingException {
        long[] uids = folder.getMessageUids();
        try {
            for (int i = 0; i < uids.length - keep; i++) {
                folder.setFlags(new Flags(Flags.Flag.DELETED), true, uids[i], null, true);
            }
            folder.expunge();
        } catch (FolderException e) {
            throw new MessagingException("The IMAP box cannot forget old mail.", e);
        }
    }
}
