package io.tokenweir.provision.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.ledger.LedgerEntry;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.run.EventSequencer;
import io.tokenweir.common.run.Partitions;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountEventKind;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.Tick;
import io.tokenweir.events.Vantage;
import io.tokenweir.serde.RecordHash;
import io.tokenweir.topics.Topic;

/**
 * Makes the records of weir.accounts and weir.account-events: numbered, encoded, on their partitions.
 *
 * <p>Not thread-safe; the log's thread owns it, because numbers must follow the order of publishing.
 */
public final class AccountEvents {
    private static final long SECOND_MICROS = 1_000_000L;

    private final RunIdentity identity;
    private final AccountCodec codec;
    private final Encoder wire;
    private final LongSupplier wallMicros;
    private final int partitions;
    private final String accountsTopic;
    private final String eventsTopic;
    private final EventSequencer sequencer = new EventSequencer();
    private long nextTickMicros;

    /** Puts a record into the wire format of a topic. */
    public interface Encoder {
        byte[] encode(String topic, SpecificRecord value);
    }

    /** @param partitions as the topics have, which may differ from what the settings would create */
    public AccountEvents(
            RunIdentity identity,
            AccountCodec codec,
            Encoder wire,
            KafkaSettings settings,
            int partitions,
            LongSupplier wallMicros) {
        this.identity = identity;
        this.codec = codec;
        this.wire = wire;
        this.wallMicros = wallMicros;
        this.partitions = partitions;
        this.accountsTopic = settings.topic(Topic.ACCOUNTS);
        this.eventsTopic = settings.topic(Topic.ACCOUNT_EVENTS);
        this.nextTickMicros = Math.floorDiv(wallMicros.getAsLong(), SECOND_MICROS) * SECOND_MICROS + SECOND_MICROS;
    }

    /** Two records per transition (one where only the snapshot changed), and ticks once a second boundary has passed. */
    public List<OutboundEvent> batch(List<Transition> transitions) {
        List<OutboundEvent> events = new ArrayList<>();
        for (Transition transition : transitions) {
            add(transition, events);
        }
        if (wallMicros.getAsLong() >= nextTickMicros) {
            tick(events);
        }
        return events;
    }

    /** Ticks and the markers that nothing more of this run follows. */
    public List<OutboundEvent> runEnd(boolean cutShort) {
        List<OutboundEvent> events = new ArrayList<>();
        nextTickMicros = wallMicros.getAsLong() + 1;
        tick(events);
        for (int partition = 0; partition < partitions; partition++) {
            long before = sequencer.count(eventsTopic, partition);
            AccountEvent marker = new AccountEvent(
                    header(eventsTopic, partition, wallMicros.getAsLong()),
                    AccountEventKind.RUN_END,
                    null,
                    null,
                    null,
                    new RunEndMarker(before, cutShort));
            events.add(new OutboundEvent(eventsTopic, partition, null, wire.encode(eventsTopic, marker), null));
        }
        return events;
    }

    private void add(Transition transition, List<OutboundEvent> events) {
        AccountRow after = transition.after();
        byte[] key = Partitions.key(after.identity().accountId());
        int partition = Partitions.of(key, partitions);
        long nowMicros = wallMicros.getAsLong();
        int calls = transition.report() == null ? 0 : transition.report().calls();
        events.add(keyed(
                accountsTopic,
                partition,
                key,
                codec.snapshot(header(accountsTopic, partition, nowMicros), after, calls)));
        if (transition.report() == null) {
            return;
        }
        events.add(keyed(
                eventsTopic,
                partition,
                key,
                new AccountEvent(
                        header(eventsTopic, partition, nowMicros),
                        AccountEventKind.TRANSITION,
                        after.identity().accountId(),
                        AccountCodec.transition(transition),
                        null,
                        null)));
    }

    /** Event time is taken here, on one thread, so nothing earlier than a boundary can follow its tick. */
    private void tick(List<OutboundEvent> events) {
        long boundary = nextTickMicros;
        nextTickMicros = Math.floorDiv(wallMicros.getAsLong(), SECOND_MICROS) * SECOND_MICROS + SECOND_MICROS;
        for (int partition = 0; partition < partitions; partition++) {
            Tick tick = new Tick(boundary, 0L, 0L, 0L, 0, null);
            AccountEvent event = new AccountEvent(
                    header(eventsTopic, partition, wallMicros.getAsLong()),
                    AccountEventKind.TICK,
                    null,
                    null,
                    tick,
                    null);
            events.add(new OutboundEvent(eventsTopic, partition, null, wire.encode(eventsTopic, event), null));
        }
    }

    private OutboundEvent keyed(String topic, int partition, byte[] key, SpecificRecord value) {
        byte[] bytes = wire.encode(topic, value);
        return new OutboundEvent(topic, partition, key, bytes, LedgerEntry.plain(RecordHash.of(bytes)));
    }

    private EventHeader header(String topic, int partition, long eventTimeMicros) {
        return identity.header(sequencer.next(topic, partition), Vantage.GENERATOR, eventTimeMicros);
    }
}
