package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import org.slf4j.LoggerFactory;

/**
 * Quiet by default: our own warnings and the libraries' errors go to stderr. {@code WEIR_LOG=info|debug} turns our logging
 * up, {@code WEIR_LOG_KAFKA} that of the libraries.
 */
final class Logging {
    private static final String OURS = "io.tokenweir";

    private Logging() {}

    static void configure(Map<String, String> environment) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(OURS).setLevel(Level.toLevel(environment.get("WEIR_LOG"), Level.WARN));
            // complains at ERROR of a default that Streams sets itself
            context.getLogger("org.apache.kafka.streams.StreamsConfig").setLevel(Level.OFF);
            // logs what it throws too
            context.getLogger("com.icegreen.greenmail").setLevel(Level.OFF);
            context.getLogger("ROOT").setLevel(Level.toLevel(environment.get("WEIR_LOG_KAFKA"), Level.ERROR));
        }
    }

    /**
     * Sends what the libraries say to a file from now on, and no longer to the terminal: a run that starts and stops a broker
     * in one process gives them much to say that nobody can act on. Our own warnings stay on stderr.
     */
    static void librariesTo(Path file) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern("%d{HH:mm:ss.SSS} %-5level [%thread] %logger{0} %msg %kvp%n%ex");
            encoder.start();
            FileAppender<ILoggingEvent> appender = new FileAppender<>();
            appender.setContext(context);
            appender.setFile(file.toString());
            appender.setEncoder(encoder);
            appender.start();
            var root = context.getLogger("ROOT");
            var stderr = root.getAppender("STDERR");
            root.detachAppender("STDERR");
            root.addAppender(appender);
            context.getLogger(OURS).addAppender(stderr);
            if (root.getLevel().isGreaterOrEqual(Level.ERROR)) {
                root.setLevel(Level.WARN);
            }
        }
    }
}
