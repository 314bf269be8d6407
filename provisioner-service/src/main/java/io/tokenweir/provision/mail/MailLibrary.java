package io.tokenweir.provision.mail;

import java.util.Properties;

import jakarta.mail.Session;

/**
 * Sets Jakarta Mail up once. Without a name given it searches the whole class path for its stream provider, jar by jar, for
 * every part of every mail.
 */
final class MailLibrary {
    private static final String STREAMS = "jakarta.mail.util.StreamProvider";

    static {
        if (System.getProperty(STREAMS) == null) {
            System.setProperty(STREAMS, "org.eclipse.angus.mail.util.MailStreamProvider");
        }
    }

    private MailLibrary() {}

    static Session session(Properties properties) {
        return Session.getInstance(properties);
    }
}
