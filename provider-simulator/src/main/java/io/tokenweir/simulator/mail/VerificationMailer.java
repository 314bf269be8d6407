package io.tokenweir.simulator.mail;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.portal.Portal.Verification;

/**
 * Sends verification mails by SMTP over real sockets, each after its delay, with what the configured faults make of it. One
 * thread per connection. A mail that cannot be sent is given up and logged.
 */
public final class VerificationMailer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VerificationMailer.class);

    private final MailConfig config;
    private final RandomGenerator random;
    private final SmtpSender smtp;
    private final VerificationLetter letter;
    private final ScheduledThreadPoolExecutor threads;

    public VerificationMailer(String host, int smtpPort, MailConfig config, RandomGenerator random) {
        this.config = config;
        this.random = random;
        smtp = new SmtpSender(host, smtpPort);
        letter = new VerificationLetter(smtp.session());
        threads = new ScheduledThreadPoolExecutor(Math.max(1, config.connections()), task -> {
            Thread thread = new Thread(task, "simulator-mailer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Sends a mail later; returns at once. Any thread. */
    public void send(String portalUrl, Verification verification) {
        MailFate fate;
        double delayMillis;
        synchronized (this) {
            fate = MailFate.draw(config.faults(), random);
            delayMillis = config.delayMillis() + config.delayJitterMillis() * random.nextDouble() + fate.lateMillis();
        }
        if (!fate.lost()) {
            threads.schedule(
                    () -> deliver(portalUrl, verification, fate),
                    Math.round(delayMillis * 1000),
                    TimeUnit.MICROSECONDS);
        }
    }

    private void deliver(String portalUrl, Verification verification, MailFate fate) {
        try {
            InternetAddress envelope = new InternetAddress(verification.email());
            if (fate.foreign()) {
                smtp.send(letter.writeForeign(portalUrl, verification, fate), envelope);
            }
            MimeMessage message = letter.write(portalUrl, verification, fate);
            smtp.send(message, envelope);
            if (fate.twice()) {
                smtp.send(message, envelope);
            }
        } catch (MessagingException e) {
            LOG.warn("a verification mail could not be sent: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (threads.awaitTermination(2, TimeUnit.SECONDS)) {
                smtp.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
