package io.tokenweir.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.anthropic.AnthropicSurface;
import io.tokenweir.simulator.azure.AzureSurface;
import io.tokenweir.simulator.chaos.ChaosGate;
import io.tokenweir.simulator.chaos.ChaosSurface;
import io.tokenweir.simulator.http.EventLoops;
import io.tokenweir.simulator.http.HttpServer;
import io.tokenweir.simulator.mail.MailRouter;
import io.tokenweir.simulator.mail.MailServer;
import io.tokenweir.simulator.mail.VerificationMailer;
import io.tokenweir.simulator.openai.OpenAiSurface;
import io.tokenweir.simulator.portal.Addresses;
import io.tokenweir.simulator.portal.Portal;
import io.tokenweir.simulator.serve.ServingDesk;
import io.tokenweir.simulator.truth.TruthLog;
import io.tokenweir.simulator.wall.LimitsSurface;

/**
 * A simulated LLM provider, running: API and portal on one port, mailbox API on another, a mail server on a third. Owns
 * its threads and ports until {@link #close()}. Thread-safe.
 */
public final class SimulatedProvider implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedProvider.class);

    private final SimulatorConfig config;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final MailServer mailServer;
    private final HttpServer mailbox;
    private final HttpServer api;
    private ChaosGate chaos;

    private SimulatedProvider(SimulatorConfig config) {
        this.config = config;
        try {
            KeyRing keys = new KeyRing(config.acceptAnyKey(), config.organization());
            config.keys().forEach(keys::addWithAccount);
            TruthLog log = own(new TruthLog(config.truthLog(), config.truth().keptInMemory()));
            EventLoops loops = own(new EventLoops("api", config.ioThreads()));
            ServingDesk desk = own(new ServingDesk(config, keys, log, loops.first()));
            mailServer = own(new MailServer(config.host(), config.smtpPort(), config.mail()));
            VerificationMailer mailer = own(new VerificationMailer(
                    config.host(), mailServer.port(), config.mail(), new SplittableRandom(config.seed())));
            Portal portal =
                    new Portal(config, keys, mail -> mailer.send(portalUrl(), mail), this::addresses, System::nanoTime);
            MailRouter mailRouter = new MailRouter(config.mail(), mailServer, System::nanoTime);
            EventLoops mailboxLoop = own(new EventLoops("mailbox", 1));
            mailbox = own(new HttpServer("mailbox", config.host(), config.mailboxPort(), mailboxLoop, mailRouter));
            ApiRouter router = new ApiRouter(List.of(
                    new AnthropicSurface(config, desk),
                    new AzureSurface(config, desk),
                    new OpenAiSurface(config, desk),
                    new AdminSurface(log, desk),
                    new LimitsSurface(desk.wall()),
                    new MetricsSurface(desk),
                    portal.truth(),
                    new ChaosSurface(() -> chaos),
                    portal));
            chaos = new ChaosGate(
                    config.chaos(),
                    config.seed(),
                    router,
                    desk::standIn,
                    key -> keys.owner(key).map(KeyOwner::accountId),
                    System::nanoTime);
            api = own(new HttpServer("api", config.host(), config.apiPort(), loops, chaos));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <P extends AutoCloseable> P own(P part) {
        parts.push(part);
        return part;
    }

    /**
     * Starts a provider; it serves when this returns.
     *
     * @throws IllegalStateException with one sentence when a port cannot be used
     */
    public static SimulatedProvider start(SimulatorConfig config) {
        return new SimulatedProvider(config);
    }

    private Addresses addresses() {
        return new Addresses(portalUrl(), mailboxUrl(), smtpPort());
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

    /** Port of IMAP; -1 when it is switched off. */
    public int imapPort() {
        return mailServer.imapPort();
    }

    /** Stops listening, ends open streams, flushes the log; what was started last ends first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of the simulator did not close", e);
            }
        }
    }
}
