package io.tokenweir.dashboard;

import java.io.IOException;
import java.net.BindException;
import java.util.function.Consumer;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.WindowResult;

/**
 * The live dashboard: reads weir.metrics, weir.run-results and weir.runs, keeps the last windows in memory, and serves the
 * web page, a JSON API and server-sent events.
 *
 * <p>Owns a reader thread and an HTTP server. Any number of instances may run beside each other; none holds a consumer
 * group. Thread-safe.
 */
public final class LiveDashboard implements AutoCloseable {
    private final DashboardConfig config;
    private final ResultReader reader;
    private final Front front;

    private LiveDashboard(DashboardConfig config, ResultReader reader, Front front) {
        this.config = config;
        this.reader = reader;
        this.front = front;
    }

    /**
     * Listens at once and reads in the background; brokers and topics may come later.
     *
     * @throws IOException when the address cannot be listened on, with a sentence that says which
     */
    public static LiveDashboard start(KafkaSettings settings, DashboardConfig config) throws IOException {
        ResultStore store = new ResultStore(config);
        ResultReader reader = new ResultReader(settings, store);
        Front front;
        try {
            front = new Front(config, store, reader);
        } catch (BindException e) {
            throw new IOException(
                    "The dashboard cannot listen on " + config.host() + ":" + config.port() + " (" + e.getMessage()
                            + "); choose another port, or 0 for a free one",
                    e);
        }
        reader.start();
        return new LiveDashboard(config, reader, front);
    }

    /** Where the page is. */
    public String url() {
        boolean anyAddress = config.host().equals("0.0.0.0") || config.host().equals("::");
        return "http://" + (anyAddress ? "localhost" : config.host()) + ":" + front.port() + "/";
    }

    /**
     * Hands every window to a listener as soon as it is read, corrections and all groupings and sizes included. It is called on
     * the reader's thread and must be quick. {@link Headline#of} makes of a window the numbers that the page shows.
     */
    public void onWindow(Consumer<WindowResult> listener) {
        reader.onWindow(listener);
    }

    /** Whether everything that the topics held at the start has been read. */
    public boolean ready() {
        return reader.ready();
    }

    /** Stops reading, ends all pages' streams and frees the port. */
    @Override
    public void close() {
        reader.close();
        front.close();
    }
}
