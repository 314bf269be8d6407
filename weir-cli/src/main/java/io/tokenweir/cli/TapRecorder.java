package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.publish.BufferBounds;
import io.tokenweir.common.publish.BufferedEventPublisher;
import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.common.publish.PlainEventPublisher;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.tap.proxy.CallWatch;
import io.tokenweir.tap.proxy.Proxy;
import io.tokenweir.tap.watch.EventOut;
import io.tokenweir.tap.watch.TapEvents;
import io.tokenweir.tap.watch.TapSummary;
import io.tokenweir.topics.Topic;

/** The tap's run: its events and its ledger, or no more than a summary. For one thread. */
final class TapRecorder implements AutoCloseable {
    private static final Duration LAST_EVENTS = Duration.ofSeconds(30);
    private static final String CLIENT = "weir-tap";

    private final RunIdentity identity;
    private final KafkaSettings settings;
    private final Ledger ledger = new Ledger();
    private final EventPublisher publisher;
    private final RunAnnouncer announcer;
    private final TapEvents events;

    /** @param settings null: nothing is published */
    TapRecorder(RunIdentity identity, String linkHeader, KafkaSettings settings) {
        this.identity = identity;
        this.settings = settings;
        if (settings == null) {
            publisher = null;
            announcer = null;
            events = new TapEvents(null, identity, linkHeader);
            return;
        }
        int partitions = TopicAdmin.sharedPartitions(settings, Topic.REQUESTS, Topic.TOKENS);
        AvroWire wire = AvroWire.of(settings.client(CLIENT));
        Path waiting = waiting();
        publisher = new BufferedEventPublisher(
                listener -> new PlainEventPublisher(settings, CLIENT, listener), ledger, BufferBounds.in(waiting));
        announcer = new RunAnnouncer(settings, wire, publisher, identity);
        events = new TapEvents(
                new EventOut(wire, publisher, ledger, settings.topicPrefix(), partitions), identity, linkHeader);
    }

    /** Where events wait while Kafka does not take them. */
    private static Path waiting() {
        try {
            return Files.createTempDirectory("weir-tap-waiting-events");
        } catch (IOException e) {
            throw new UncheckedIOException("No folder can be made for events that wait.", e);
        }
    }

    CallWatch watch() {
        return events;
    }

    void start(Proxy proxy, String upstream) {
        if (announcer != null) {
            announcer.startedWatching(Map.of("name", "tap of " + upstream, "vantage", "TAP"));
        }
        events.start(proxy);
    }

    /** One line about where events go. */
    String whereTo() {
        return identity.runId()
                + (settings == null
                        ? ", no events"
                        : ", events to " + settings.bootstrapServers() + " as " + identity.instance());
    }

    /** Ends the run with its ledger; what it was, for people. */
    String end() throws InterruptedException {
        TapSummary summary = events.end();
        if (publisher == null) {
            return line(summary);
        }
        publisher.flush(LAST_EVENTS);
        List<PartitionLedger> rows = ledger.snapshot(0);
        announcer.ended(false, rows);
        boolean all = publisher.flush(LAST_EVENTS);
        long records = rows.stream().mapToLong(PartitionLedger::getRecords).sum();
        return line(summary) + "\nLedger   " + records + " records acknowledged, "
                + (summary.lost() + publisher.stats().failed()) + " lost"
                + (all ? "" : ", some not acknowledged within " + LAST_EVENTS.toSeconds() + " s");
    }

    private static String line(TapSummary summary) {
        String outcomes = summary.outcomes().entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", "));
        return "Saw      " + summary.calls() + " calls, " + summary.attempts() + " attempts"
                + (outcomes.isEmpty() ? "" : " (" + outcomes + ")") + ", " + summary.arrivals() + " deltas";
    }

    @Override
    public void close() {
        if (publisher != null) {
            publisher.close();
        }
    }
}
