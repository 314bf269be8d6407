package io.tokenweir.simulator;

import java.util.SplittableRandom;

import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.chat.CompletionService;
import io.tokenweir.simulator.http.HttpServer;
import io.tokenweir.simulator.mail.MailServer;
import io.tokenweir.simulator.mail.MailboxApi;
import io.tokenweir.simulator.mail.VerificationMailer;
import io.tokenweir.simulator.portal.Portal;
import io.tokenweir.simulator.truth.TruthLog;

/**
 * A simulated LLM provider, running: API and portal on one port, mailbox API on another, a mail server on a third. Owns
 * its threads and ports until {@link #close()}. Thread-safe.
 */
public final class SimulatedProvider implements AutoCloseable {
    private final SimulatorConfig config;
    private final TruthLog log;
    private final CompletionService completions;
    private final MailServer mailServer;
    private final VerificationMailer mailer;
    private final HttpServer mailbox;
    private final HttpServer api;

    private SimulatedProvider(SimulatorConfig config) {
        this.config = config;
        KeyRing keys = new KeyRing(config.acceptAnyKey());
        config.keys().forEach(keys::addWithAccount);
        log = new TruthLog(config.truthLog());
        completions = new CompletionService(config, keys, log);
        mailServer = new MailServer(config.host(), config.smtpPort());
        mailer = new VerificationMailer(
                config.host(), mailServer.port(), config.mail(), new SplittableRandom(config.seed()));
        Portal portal = new Portal(config.signUp(), keys, mail -> mailer.send(portalUrl(), mail), System::nanoTime);
        mailbox = new HttpServer(
                "mailbox",
                config.host(),
                config.mailboxPort(),
                1,
                new MailboxApi(config.mail(), mailServer, System::nanoTime));
        api = new HttpServer(
                "api",
                config.host(),
                config.apiPort(),
                config.ioThreads(),
                new ApiRouter(config, completions, log, portal));
    }

    /**
     * Starts a provider; it serves when this returns.
     *
     * @throws IllegalStateException with one sentence when a port cannot be used
     */
    public static SimulatedProvider start(SimulatorConfig config) {
        return new SimulatedProvider(config);
    }

    /** Base URL of the API, {@code /v1} included. */
    public String apiUrl() {
        return portalUrl() + "/v1";
    }

    /** Base URL of sign-up, login and keys. */
    public String portalUrl() {
        return "http://" + config.host() + ":" + api.port();
    }

    /** Base URL of the mailbox API. */
    public String mailboxUrl() {
        return "http://" + config.host() + ":" + mailbox.port();
    }

    /** Port of the mail server. */
    public int smtpPort() {
        return mailServer.port();
    }

    /** Stops listening, ends open streams, flushes the log. */
    @Override
    public void close() {
        api.close();
        mailbox.close();
        mailer.close();
        mailServer.close();
        completions.close();
        log.close();
    }
}
