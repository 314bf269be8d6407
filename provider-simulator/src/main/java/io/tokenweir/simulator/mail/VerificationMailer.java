package io.tokenweir.simulator.mail;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.portal.Portal.Verification;

/**
 * Sends verification mails by SMTP over a real socket, each after its delay. One thread and one connection, which is
 * opened again when the server has closed it. A mail that cannot be sent is tried once more, then given up and logged.
 */
public final class VerificationMailer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VerificationMailer.class);
    private static final String TIMEOUT_MILLIS = "5000";

    private final String host;
    private final int smtpPort;
    private final MailConfig config;
    private final RandomGenerator random;
    private final Session session;
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "simulator-mailer");
        thread.setDaemon(true);
        return thread;
    });
    private Transport transport;

    public VerificationMailer(String host, int smtpPort, MailConfig config, RandomGenerator random) {
        this.host = host;
        this.smtpPort = smtpPort;
        this.config = config;
        this.random = random;
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        // Otherwise the name service is asked for the name of this machine.
        properties.setProperty("mail.smtp.localhost", "portal.sim.test");
        session = Session.getInstance(properties);
    }

    /** Sends a mail later; returns at once. Any thread. */
    public void send(String portalUrl, Verification verification) {
        sender.schedule(() -> deliver(portalUrl, verification), delayMicros(), TimeUnit.MICROSECONDS);
    }

    private synchronized long delayMicros() {
        return Math.round((config.delayMillis() + config.delayJitterMillis() * random.nextDouble()) * 1000);
    }

    private void deliver(String portalUrl, Verification verification) {
        try {
            MimeMessage message = compose(portalUrl, verification);
            try {
                transmit(message);
            } catch (MessagingException e) {
                LOG.debug("the mail connection broke; once more", e);
                transport = null;
                transmit(message);
            }
        } catch (MessagingException e) {
            LOG.warn("a verification mail could not be sent: {}", e.getMessage());
        }
    }

    private void transmit(MimeMessage message) throws MessagingException {
        if (transport == null) {
            transport = session.getTransport("smtp");
            transport.connect(host, smtpPort, null, null);
        }
        transport.sendMessage(message, message.getAllRecipients());
    }

    private MimeMessage compose(String portalUrl, Verification verification) throws MessagingException {
        String link = portalUrl + "/verify?token=" + verification.linkToken();
        String text = "Welcome.\n\nConfirm your address with this link:\n" + link + "\n\nor with this code: "
                + verification.code() + "\n\nBoth expire soon.\n";
        String html = "<p>Welcome.</p><p>Confirm your address with <a href=\"" + link
                + "\">this link</a> or with this code: <b>" + verification.code() + "</b></p><p>Both expire soon.</p>";
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, StandardCharsets.UTF_8.name());
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, StandardCharsets.UTF_8.name(), "html");
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("no-reply@sim.test"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(verification.email()));
        message.setSubject("Confirm your address");
        message.setSentDate(new java.util.Date());
        message.setContent(new MimeMultipart("alternative", plain, rich));
        message.saveChanges();
        return message;
    }

    @Override
    public void close() {
        sender.shutdownNow();
        try {
            if (sender.awaitTermination(2, TimeUnit.SECONDS) && transport != null) {
                transport.close();
            }
        } catch (MessagingException e) {
            LOG.debug("the mail connection was closed already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
