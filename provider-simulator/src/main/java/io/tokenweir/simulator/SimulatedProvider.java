package io.tokenweir.simulator;

import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.chat.CompletionService;
import io.tokenweir.simulator.http.HttpServer;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.truth.TruthLog;

/**
 * A simulated LLM provider, running: API and portal on one port, mailbox API on another, a mail server on a third. Owns
 * its threads and ports until {@link #close()}. Thread-safe.
 */
public final class SimulatedProvider implements AutoCloseable {
    private final SimulatorConfig config;
    private final TruthLog log;
    private final CompletionService completions;
    private final HttpServer api;

    private SimulatedProvider(SimulatorConfig config) {
        this.config = config;
        KeyRing keys = new KeyRing(config.acceptAnyKey());
        config.keys().forEach(keys::addWithAccount);
        log = new TruthLog(config.truthLog());
        completions = new CompletionService(config, keys, log);
        ApiRouter router = new ApiRouter(
                config,
                completions,
                log,
                exchange -> exchange.respond(Response.error(404, "not_found", "There is nothing here.")));
        api = new HttpServer("api", config.host(), config.apiPort(), config.ioThreads(), router);
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

    /** Stops listening, ends open streams, flushes the log. */
    @Override
    public void close() {
        api.close();
        completions.close();
        log.close();
    }
}
