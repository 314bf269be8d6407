package io.tokenweir.connect.prometheus;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the scrape endpoints of this JVM listen, by connector, so that who runs the worker in its own process can ask for any
 * free port and learn which one it became: Connect itself has no way for a task to say so. Thread-safe.
 */
public final class ScrapeAddresses {
    private static final Map<String, URI> LISTENING = new ConcurrentHashMap<>();

    private ScrapeAddresses() {}

    /** The page to scrape; empty unless a task of that connector listens in this JVM now. */
    public static Optional<URI> of(String connector) {
        return Optional.ofNullable(LISTENING.get(connector));
    }

    static void listens(String connector, String host, int port) {
        LISTENING.put(connector, URI.create("http://" + host + ":" + port + "/metrics"));
    }

    static void ended(String connector) {
        LISTENING.remove(connector);
    }
}
