package io.tokenweir.provision.mail;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.CallMeter;
import io.tokenweir.provision.http.HttpTransport;
import io.tokenweir.provision.http.PacedHttp;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.MailConfig;

/** The simulator's mail server with all its shapes, and what adapters and senders need. */
final class MailRoom implements AutoCloseable {
    private final HttpTransport transport = new HttpTransport("mail-room", "test");
    final ScheduledExecutorService scheduler = transport.loop();
    final PacedHttp http;

    private final SimulatedProvider provider;
    private final Session session = MailLibrary.session(new Properties());
    private final Transport smtp;

    MailRoom(MailConfig config) throws MessagingException {
        provider =
                SimulatedProvider.start(SimulatorConfig.builder().mail(config).build());
        http = newHttp();
        smtp = session.getTransport("smtp");
        smtp.connect("127.0.0.1", provider.smtpPort(), null, null);
    }

    /** A client that has learned nothing yet. */
    PacedHttp newHttp() {
        return new PacedHttp(
                transport,
                new TargetGuard(null, LocalDate.of(2026, 11, 30)),
                new SplittableRandom(1),
                Duration.ofSeconds(20));
    }

    MailboxProvider adapter(MailboxKind kind) {
        return Mailboxes.of(choice(kind), http);
    }

    MailboxChoice choice(MailboxKind kind) {
        String base = provider.mailboxUrl();
        return switch (kind) {
            case DISPOSABLE -> MailboxChoice.disposable(URI.create(base));
            case MAIL_TM -> choice(kind, base + "/mail-tm", null, null, null, null);
            case MAILPIT -> choice(kind, base + "/mailpit", "mail.sim.test", null, null, null);
            case MAILHOG -> choice(kind, base + "/mailhog", "mail.sim.test", null, null, null);
            case MAILOSAUR -> choice(kind, base + "/mailosaur", "mail.sim.test", "simserver", null, "mailosaur-key");
            case IMAP ->
                choice(kind, "imap://127.0.0.1:" + provider.imapPort(), "box+*@mail.sim.test", null, "box", "secret");
        };
    }

    private static MailboxChoice choice(
            MailboxKind kind, String url, String domain, String server, String user, String secret) {
        double perSecond = kind == MailboxKind.IMAP ? 100 : 0;
        return new MailboxChoice(kind, URI.create(url), domain, server, user, secret, null, perSecond);
    }

    /** Sends a mail, whose source is written with \n, to an address of the envelope. */
    void send(String envelope, String source) throws MessagingException {
        byte[] bytes = source.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(bytes));
        smtp.sendMessage(message, new InternetAddress[] {new InternetAddress(envelope)});
    }

    static CallContext context() {
        return new CallContext(0, new CallMeter());
    }

    @Override
    public void close() throws MessagingException {
        smtp.close();
        provider.close();
        transport.close();
    }
}
