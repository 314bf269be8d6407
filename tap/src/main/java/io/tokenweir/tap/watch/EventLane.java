package io.tokenweir.tap.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.apache.avro.specific.SpecificRecord;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.health.Validity;
import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.common.ledger.LedgerEntry;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.publish.PublisherStats;
import io.tokenweir.common.run.EventSequencer;
import io.tokenweir.common.run.Partitions;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.HealthEvent;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.Tick;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.serde.RecordHash;
import io.tokenweir.topics.Topic;

/**
 * The one way from the event loops to the publisher: a queue that any loop adds to without waiting, and one thread that numbers,
 * encodes and publishes. Every loop adds a mark for each second boundary after its last event before it, so when the marks of
 * all loops have been taken, the ticks for that boundary are true.
 *
 * <p>The queue is bounded; what finds no room is counted as lost, and the ticks say so.
 */
final class EventLane {
    private static final Logger LOG = LoggerFactory.getLogger(EventLane.class);
    private static final long LOOK_NANOS = 4_000_000L;
    private static final int MOST_WAITING = 100_000;

    private record Item(
            SpecificRecord event, String account, EventHeader header, LedgerEntry counts, Runnable prepare) {}

    private record Mark(long boundaryMicros, LoopCounts counts, boolean last) {}

    private final EventOut out;
    private final RunIdentity run;
    private final int loops;
    private final MpscAtomicArrayQueue<Object> queue = new MpscAtomicArrayQueue<>(MOST_WAITING + MOST_WAITING / 4);
    private final EventSequencer sequencer = new EventSequencer();
    private final Map<Long, List<Mark>> marks = new TreeMap<>();
    private final AtomicLong lost = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final String requests;
    private final String tokens;
    private final String health;

    EventLane(EventOut out, RunIdentity run, int loops) {
        this.out = out;
        this.run = run;
        this.loops = loops;
        requests = Topic.REQUESTS.name(out.topicPrefix());
        tokens = Topic.TOKENS.name(out.topicPrefix());
        health = Topic.HEALTH.name(out.topicPrefix());
        Thread thread = new Thread(this::drain, "weir-tap-events");
        thread.setDaemon(true);
        thread.start();
    }

    /** An event whose header is to be numbered, and what it counts for; its hash comes later. @param prepare run before it is encoded; may be null */
    void add(SpecificRecord event, String account, EventHeader header, LedgerEntry counts, Runnable prepare) {
        if (!queue.offerIfBelowThreshold(new Item(event, account, header, counts, prepare), MOST_WAITING)) {
            lost.incrementAndGet();
        }
    }

    /** A loop has handed over everything before a boundary; with {@code last}, everything. */
    void mark(long boundaryMicros, LoopCounts counts, boolean last) {
        queue.add(new Mark(boundaryMicros, counts, last));
    }

    /** Waits until the end markers were published. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    long lost() {
        return lost.get();
    }

    private void drain() {
        while (ended.getCount() > 0) {
            Object item = queue.poll();
            if (item == null) {
                LockSupport.parkNanos(LOOK_NANOS);
                continue;
            }
            try {
                if (item instanceof Item event) {
                    publish(event);
                } else {
                    take((Mark) item);
                }
            } catch (RuntimeException e) {
                lost.incrementAndGet();
                LOG.atError().addKeyValue("run", run.runId()).log("An event could not be published", e);
            }
        }
    }

    private void publish(Item item) {
        if (item.prepare() != null) {
            item.prepare().run();
        }
        byte[] key = Partitions.key(item.account());
        int partition = Partitions.of(key, out.partitions());
        String topic = item.event() instanceof TokenEvent ? tokens : requests;
        item.header().setSeq(sequencer.next(topic, partition));
        byte[] value = out.wire().encode(topic, item.event());
        LedgerEntry counts = item.counts();
        LedgerEntry entry = new LedgerEntry(
                RecordHash.of(value),
                counts.arrivals(),
                counts.inputTokens(),
                counts.outputTokens(),
                counts.costPico(),
                counts.requests(),
                counts.attempts());
        publish(new OutboundEvent(topic, partition, key, value, entry));
    }

    private void publish(OutboundEvent event) {
        out.ledger().handedOver(event);
        out.publisher().publish(event);
    }

    private void take(Mark mark) {
        List<Mark> same = marks.computeIfAbsent(mark.boundaryMicros(), key -> new ArrayList<>());
        same.add(mark);
        if (same.size() < loops) {
            return;
        }
        marks.remove(mark.boundaryMicros());
        LoopCounts sum = new LoopCounts(out.partitions());
        same.forEach(each -> sum.add(each.counts()));
        tick(mark.boundaryMicros(), sum);
        if (same.stream().allMatch(Mark::last)) {
            end(mark.boundaryMicros());
            ended.countDown();
        }
    }

    private void tick(long boundaryMicros, LoopCounts counts) {
        MeterHealth meter = health(counts);
        for (int partition = 0; partition < out.partitions(); partition++) {
            long started = counts.started[partition];
            Tick tick = new Tick(boundaryMicros, started, started, 0L, counts.inFlight[partition], meter);
            control(requests, partition, boundaryMicros, tick, null);
            control(tokens, partition, boundaryMicros, tick, null);
        }
        Judgement judgement = Validity.judge(meter);
        HealthEvent event = new HealthEvent(
                run.header(sequencer.next(health, 0), Vantage.TAP, boundaryMicros),
                meter,
                judgement.verdict(),
                judgement.sentences(),
                counts.inFlightTotal(),
                0L,
                0L,
                0L,
                0L,
                meter.getPublishBlockedNanos(),
                List.of());
        publish(new OutboundEvent(
                health, 0, Partitions.key(run.instance()), out.wire().encode(health, event), null));
    }

    private MeterHealth health(LoopCounts counts) {
        PublisherStats stats = out.publisher().stats();
        return MeterHealth.newBuilder()
                .setLoopLagP99Nanos(counts.lagP99Nanos)
                .setLoopLagMaxNanos(counts.lagMaxNanos)
                .setWakeToStampP99Nanos(0)
                .setPauseMaxNanos(0)
                .setLatenessP99Nanos(0)
                .setLatenessMaxNanos(0)
                .setEventsWaiting(stats.waiting() + queue.size())
                .setEventsLost(stats.failed() + lost.get())
                .setPublishBlockedNanos(stats.blockedNanos())
                .build();
    }

    private void end(long boundaryMicros) {
        for (int partition = 0; partition < out.partitions(); partition++) {
            for (String topic : List.of(requests, tokens)) {
                control(
                        topic,
                        partition,
                        boundaryMicros,
                        null,
                        new RunEndMarker(sequencer.count(topic, partition), false));
            }
        }
    }

    private void control(String topic, int partition, long timeMicros, Tick tick, RunEndMarker end) {
        EventHeader header = run.header(sequencer.next(topic, partition), Vantage.TAP, timeMicros);
        SpecificRecord event = topic.equals(tokens)
                ? new TokenEvent(header, tick == null ? TokenEventKind.RUN_END : TokenEventKind.TICK, null, tick, end)
                : RequestEvent.newBuilder()
                        .setHeader(header)
                        .setKind(tick == null ? RequestEventKind.RUN_END : RequestEventKind.TICK)
                        .setTick(tick)
                        .setRunEnd(end)
                        .build();
        publish(new OutboundEvent(topic, partition, null, out.wire().encode(topic, event), null));
    }
}
