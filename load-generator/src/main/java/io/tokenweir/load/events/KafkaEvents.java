package io.tokenweir.load.events;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.ledger.LedgerEntry;
import io.tokenweir.common.publish.EventPool;
import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.run.EventSequencer;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.HealthEvent;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.Tick;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.load.KafkaOutput;
import io.tokenweir.topics.Topic;

/**
 * Numbers, encodes and hands events to the publisher, and tells the ledger what each counts for. The one thread that calls it
 * owns the numbers, so that they follow the order of publishing; each segment has its own, from 0.
 */
public final class KafkaEvents implements EventSink {
    /** One of each outcome, by ordinal. */
    private static final List<Map<String, Long>> ONE = Arrays.stream(Outcome.values())
            .map(outcome -> Map.of(outcome.name(), 1L))
            .toList();

    private final KafkaOutput output;
    private final RunIdentity run;
    private final WallAnchor wall;
    private final EventPublisher publisher;
    private final Ledger ledger;
    private final Map<Integer, EventSequencer> sequencers = new HashMap<>();
    private EventSequencer latest;
    private int latestSegment;
    private final EventPool pool = new EventPool();
    private final EventSequencer ofHealth = new EventSequencer();
    private final TokenChunkEncoder chunkEncoder;
    private final RequestEventEncoder requestEncoder;
    private final String requests;
    private final String tokens;
    private final String health;
    private final byte[] healthKey;

    public KafkaEvents(KafkaOutput output, RunIdentity run, WallAnchor wall) {
        this.output = output;
        this.run = run;
        this.wall = wall;
        this.publisher = output.publisher();
        this.ledger = output.ledger();
        this.requests = Topic.REQUESTS.name(output.topicPrefix());
        this.tokens = Topic.TOKENS.name(output.topicPrefix());
        this.health = Topic.HEALTH.name(output.topicPrefix());
        this.healthKey = run.instance().getBytes(StandardCharsets.UTF_8);
        EventHeader header = run.header(0, Vantage.GENERATOR, 0);
        RunEndMarker end = new RunEndMarker(0L, false);
        this.chunkEncoder =
                new TokenChunkEncoder(new EventHead(run, output.wire().encode(tokens, tokenEvent(header, null, end))));
        this.requestEncoder = new RequestEventEncoder(
                new EventHead(run, output.wire().encode(requests, requestEvent(header, null, end))));
    }

    @Override
    public void request(RequestEventBuffer event) {
        Place place = event.place;
        AvroBytes value = requestEncoder.encode(event, next(event.segment, requests, place.partition()));
        OutboundEvent out = value.into(pool.take(), requests, place.partition(), place.key());
        count(event, out.ledgerEntry().set(event.segment, value.hash()));
        event.recycle();
        publish(out);
    }

    @Override
    public void chunk(TokenChunkBuffer chunk) {
        Place place = chunk.place;
        long time = wall.micros(chunk.lastStampNanos());
        AvroBytes value = chunkEncoder.encode(chunk, next(chunk.segment, tokens, place.partition()), time);
        OutboundEvent out = value.into(pool.take(), tokens, place.partition(), place.key());
        out.ledgerEntry().set(chunk.segment, value.hash()).counts(chunk.count, 0, 0, 0, Map.of(), Map.of());
        chunk.recycle();
        publish(out);
    }

    @Override
    public void health(HealthEvent event) {
        event.getHeader().setSeq(ofHealth.next(health, 0));
        publish(new OutboundEvent(health, 0, healthKey, output.wire().encode(health, event), null));
    }

    @Override
    public void tick(int segment, long boundaryMicros, PartitionCounts counts, MeterHealth meterHealth) {
        for (int partition = 0; partition < output.partitions(); partition++) {
            Tick tick = new Tick(
                    boundaryMicros,
                    counts.offeredAt(partition),
                    counts.startedAt(partition),
                    counts.droppedAt(partition),
                    counts.inFlightAt(partition),
                    meterHealth);
            control(
                    requests,
                    partition,
                    requestEvent(header(segment, requests, partition, boundaryMicros), tick, null));
            control(tokens, partition, tokenEvent(header(segment, tokens, partition, boundaryMicros), tick, null));
        }
    }

    @Override
    public void end(int segment, long boundaryMicros, boolean cutShort) {
        EventSequencer sequencer = sequencer(segment);
        for (int partition = 0; partition < output.partitions(); partition++) {
            RunEndMarker before = new RunEndMarker(sequencer.count(requests, partition), cutShort);
            control(
                    requests,
                    partition,
                    requestEvent(header(segment, requests, partition, boundaryMicros), null, before));
            before = new RunEndMarker(sequencer.count(tokens, partition), cutShort);
            control(tokens, partition, tokenEvent(header(segment, tokens, partition, boundaryMicros), null, before));
        }
        sequencers.remove(segment);
        latest = null;
    }

    private EventHeader header(int segment, String topic, int partition, long timeMicros) {
        return run.inSegment(segment).header(next(segment, topic, partition), Vantage.GENERATOR, timeMicros);
    }

    private long next(int segment, String topic, int partition) {
        return sequencer(segment).next(topic, partition);
    }

    private EventSequencer sequencer(int segment) {
        if (latest == null || latestSegment != segment) {
            latest = sequencers.computeIfAbsent(segment, number -> new EventSequencer());
            latestSegment = segment;
        }
        return latest;
    }

    private void control(String topic, int partition, SpecificRecord record) {
        publish(new OutboundEvent(topic, partition, null, output.wire().encode(topic, record), null));
    }

    private void publish(OutboundEvent event) {
        ledger.handedOver(event);
        publisher.publish(event);
    }

    private static void count(RequestEventBuffer event, LedgerEntry entry) {
        if (event.outcome != null) {
            Map<String, Long> one = ONE.get(event.outcome.ordinal());
            boolean attempt = event.kind == RequestEventKind.ATTEMPT_ENDED;
            entry.counts(
                    0,
                    event.inputTokens,
                    event.outputTokens,
                    event.costPico,
                    attempt ? Map.of() : one,
                    attempt ? one : Map.of());
        }
    }

    private static RequestEvent requestEvent(EventHeader header, Tick tick, RunEndMarker end) {
        RequestEventKind kind = tick == null ? RequestEventKind.RUN_END : RequestEventKind.TICK;
        return new RequestEvent(
                header, kind, null, null, -1L, 0, null, null, null, Map.of(), null, null, null, null, null, tick, end);
    }

    private static TokenEvent tokenEvent(EventHeader header, Tick tick, RunEndMarker end) {
        return new TokenEvent(header, tick == null ? TokenEventKind.RUN_END : TokenEventKind.TICK, null, tick, end);
    }
}
