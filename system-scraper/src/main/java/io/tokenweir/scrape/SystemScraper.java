package io.tokenweir.scrape;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.publish.DeliveryListener;
import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.publish.PlainEventPublisher;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.SystemSpec;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * Reads the target's own metrics once a second into weir.system, for one run, until it is closed.
 *
 * <p>Sources are asked in the middle of each second, so that a reading falls into the second that it was meant for; ticks
 * follow the boundaries. A source that is down, slow, huge or unreadable costs its own seconds and nothing else. One thread
 * does everything but wait for answers. {@link #close} sends the end marker and waits until it is taken.
 */
public final class SystemScraper implements AutoCloseable {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final long SECOND_MICROS = 1_000_000L;
    private static final long AFTER_BOUNDARY_MICROS = 2_000L;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread scraper = new Thread(task, "weir-scraper");
        scraper.setDaemon(true);
        return scraper;
    });
    private final ScrapeClient client = new ScrapeClient(System::nanoTime, ANSWER_TIMEOUT);
    private final EventPublisher publisher;
    private final SystemEvents events;
    private final List<SourceWork> sources;
    private final TellsOnce lost;

    private SystemScraper(
            EventPublisher publisher,
            SystemEvents events,
            List<SystemSpec> sources,
            Consumer<String> say,
            TellsOnce lost) {
        this.publisher = publisher;
        this.lost = lost;
        this.events = events;
        this.sources = sources.stream()
                .map(source -> new SourceWork(source, events, publisher::publish, say))
                .toList();
    }

    /**
     * Begins; answers when the topic was found.
     *
     * @param run whose windows the readings go into; its segment is 0
     * @param say takes a sentence when a source begins to fail, recovers, or has nothing to say; on the scraper's thread
     * @throws io.tokenweir.common.target.RefusedTargetException for a source that may not be asked
     * @throws io.tokenweir.common.kafka.KafkaUnavailableException where there is no broker or no topic
     */
    public static SystemScraper start(
            List<SystemSpec> sources, TargetGuard guard, KafkaSettings kafka, RunIdentity run, Consumer<String> say) {
        sources.forEach(source -> guard.checkTraffic(URI.create(source.url())));
        int partitions = TopicAdmin.partitions(kafka, Topic.SYSTEM);
        AvroWire wire = AvroWire.of(kafka.client("weir-scraper"));
        WallAnchor clock = WallAnchor.take();
        SystemEvents events = new SystemEvents(
                run, wire::encode, kafka.topic(Topic.SYSTEM), partitions, () -> clock.micros(System.nanoTime()));
        TellsOnce lost = new TellsOnce(say);
        SystemScraper scraper =
                new SystemScraper(new PlainEventPublisher(kafka, "weir-scraper", lost), events, sources, say, lost);
        scraper.schedule(clock.micros(System.nanoTime()));
        return scraper;
    }

    private void schedule(long nowMicros) {
        long toBoundary = SECOND_MICROS - Math.floorMod(nowMicros, SECOND_MICROS);
        thread.execute(unstoppable(this::tick));
        every(toBoundary + AFTER_BOUNDARY_MICROS, this::tick);
        every((toBoundary + SECOND_MICROS / 2) % SECOND_MICROS, this::ask);
    }

    private void every(long delayMicros, Runnable task) {
        thread.scheduleAtFixedRate(unstoppable(task), delayMicros, SECOND_MICROS, TimeUnit.MICROSECONDS);
    }

    /** A periodic task that throws is never called again: silence for the rest of the run. */
    private Runnable unstoppable(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                lost.tell("A second is lost: " + e.getMessage() + ".");
            }
        };
    }

    private void tick() {
        events.tick().forEach(publisher::publish);
    }

    private void ask() {
        for (SourceWork source : sources) {
            if (source.beginAsking()) {
                client.ask(source.address()).thenAccept(answer -> onThread(() -> source.take(answer)));
            }
        }
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(unstoppable(task));
        } catch (RejectedExecutionException closed) {
            // the answer came after the end
        }
    }

    /** What came of each source, in words; true to the last second once it is closed. */
    public String summary() {
        return sources.stream().map(SourceWork::summary).collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            events.runEnd().forEach(publisher::publish);
            publisher.flush(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
    }

    private static final class TellsOnce implements DeliveryListener {
        private final Consumer<String> say;
        private final AtomicBoolean told = new AtomicBoolean();

        TellsOnce(Consumer<String> say) {
            this.say = say;
        }

        @Override
        public void acknowledged(OutboundEvent event) {
            // the topic is the only witness that is wanted
        }

        @Override
        public void failed(OutboundEvent event, Exception cause) {
            tell("The broker does not take readings: " + cause.getMessage() + ".");
        }

        void tell(String sentence) {
            if (told.compareAndSet(false, true)) {
                say.accept(sentence);
            }
        }
    }
}
