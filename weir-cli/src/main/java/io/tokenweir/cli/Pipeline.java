package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.dashboard.DashboardConfig;
import io.tokenweir.dashboard.LiveDashboard;
import io.tokenweir.streams.MetricsStreams;
import io.tokenweir.streams.MetricsStreamsConfig;

/** Streams, sinks and dashboard in this process, over one cluster. They start side by side; closing ends them all. */
final class Pipeline implements AutoCloseable {
    private final CompletableFuture<MetricsStreams> streams;
    private final CompletableFuture<Sinks> sinks;
    private final LiveDashboard dashboard;
    private final ExecutorService starters;

    private Pipeline(
            CompletableFuture<MetricsStreams> streams,
            CompletableFuture<Sinks> sinks,
            LiveDashboard dashboard,
            ExecutorService starters) {
        this.streams = streams;
        this.sinks = sinks;
        this.dashboard = dashboard;
        this.starters = starters;
    }

    /** The dashboard listens when this returns; streams and sinks come up in the background. Topics must be there. */
    static Pipeline start(
            KafkaSettings settings, MetricsStreamsConfig config, Connectors connectors, DashboardConfig page) {
        ExecutorService starters = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "weir-start");
            thread.setDaemon(true);
            return thread;
        });
        var streams = background(starters, () -> MetricsStreams.start(settings, config));
        var sinks = background(starters, () -> Sinks.start(settings, connectors));
        try {
            return new Pipeline(streams, sinks, LiveDashboard.start(settings, page), starters);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage() + ".", e);
        }
    }

    LiveDashboard dashboard() {
        return dashboard;
    }

    /** Where Prometheus may scrape; known once all is running. */
    String metricsUrl() {
        return sinks.join().metricsUrl();
    }

    /** Waits until events that are published now will be aggregated and sunk. */
    void awaitRunning(Duration atMost) throws InterruptedException {
        try {
            if (!streams.join().awaitRunning(atMost)) {
                throw Failure.failed("The topology did not start within " + atMost.toSeconds() + " s; it is "
                        + streams.join().state() + ".");
            }
            sinks.join().awaitRunning(atMost);
        } catch (CompletionException e) {
            throw Failure.of(e.getCause());
        }
    }

    @Override
    public void close() {
        dashboard.close();
        sinks.thenAccept(Sinks::close).exceptionally(e -> null).join();
        streams.thenAccept(MetricsStreams::close).exceptionally(e -> null).join();
        starters.shutdownNow();
    }

    private static <T> CompletableFuture<T> background(ExecutorService starters, Supplier<T> start) {
        return CompletableFuture.supplyAsync(start, starters);
    }
}
