package io.tokenweir.simulator.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mail over SMTP connections that stay open: as many as threads send at once. A connection that the server has closed
 * is opened again, once per mail. Thread-safe.
 */
final class SmtpSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpSender.class);
    private static final String TIMEOUT_MILLIS = "5000";

    private final String host;
    private final int port;
    private final Session session;
    private final Deque<Transport> idle = new ArrayDeque<>();

    SmtpSender(String host, int port) {
        this.host = host;
        this.port = port;
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        // Otherwise the name service is asked for the name of this machine.
        properties.setProperty("mail.smtp.localhost", "portal.sim.test");
        session = MailLibrary.session(properties);
    }

    Session session() {
        return session;
    }

    /** Blocks until the server has taken the mail. */
    void send(MimeMessage message, Address... envelope) throws MessagingException {
        Transport transport = take();
        try {
            transport = transport == null ? connect() : transport;
            transport.sendMessage(message, envelope);
        } catch (MessagingException e) {
            LOG.debug("the mail connection broke; once more", e);
            transport = connect();
            transport.sendMessage(message, envelope);
        }
        giveBack(transport);
    }

    private Transport connect() throws MessagingException {
        Transport transport = session.getTransport("smtp");
        transport.connect(host, port, null, null);
        return transport;
    }

    private synchronized Transport take() {
        return idle.poll();
    }

    private synchronized void giveBack(Transport transport) {
        idle.push(transport);
    }

    @Override
    public synchronized void close() {
        for (Transport transport : idle) {
            try {
                transport.close();
            } catch (MessagingException e) {
                LOG.debug("the mail connection was closed already", e);
            }
        }
        idle.clear();
    }
}
