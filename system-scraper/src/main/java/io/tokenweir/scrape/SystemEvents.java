package io.tokenweir.scrape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.common.ledger.LedgerEntry;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.run.EventSequencer;
import io.tokenweir.common.run.Partitions;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.ScrapeFailure;
import io.tokenweir.events.SystemEvent;
import io.tokenweir.events.SystemEventKind;
import io.tokenweir.events.SystemReading;
import io.tokenweir.events.Tick;
import io.tokenweir.events.Vantage;
import io.tokenweir.serde.RecordHash;

/**
 * Makes the records of weir.system: numbered, stamped, encoded, on their partitions.
 *
 * <p>Not thread-safe; the scraper's thread owns it. Event time is taken here, so nothing earlier than a boundary can follow
 * its tick.
 */
final class SystemEvents {
    private static final long SECOND_MICROS = 1_000_000L;

    private final RunIdentity identity;
    private final Encoder wire;
    private final String topic;
    private final int partitions;
    private final LongSupplier wallMicros;
    private final EventSequencer sequencer = new EventSequencer();

    /** Puts a record into the wire format of a topic. */
    interface Encoder {
        byte[] encode(String topic, SpecificRecord value);
    }

    SystemEvents(RunIdentity identity, Encoder wire, String topic, int partitions, LongSupplier wallMicros) {
        this.identity = identity;
        this.wire = wire;
        this.topic = topic;
        this.partitions = partitions;
        this.wallMicros = wallMicros;
    }

    OutboundEvent reading(String source, SystemReading reading) {
        return keyed(source, SystemEventKind.READING, reading, null);
    }

    OutboundEvent failure(String source, ScrapeFailure failure) {
        return keyed(source, SystemEventKind.FAILURE, null, failure);
    }

    /** Closes every second that has passed. */
    List<OutboundEvent> tick() {
        long boundary = Math.floorDiv(wallMicros.getAsLong(), SECOND_MICROS) * SECOND_MICROS;
        List<OutboundEvent> ticks = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            SystemEvent event = event(partition, SystemEventKind.TICK);
            event.setTick(new Tick(boundary, 0L, 0L, 0L, 0, null));
            ticks.add(unkeyed(partition, event));
        }
        return ticks;
    }

    List<OutboundEvent> runEnd() {
        List<OutboundEvent> ends = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            long before = sequencer.count(topic, partition);
            SystemEvent event = event(partition, SystemEventKind.RUN_END);
            event.setRunEnd(new RunEndMarker(before, false));
            ends.add(unkeyed(partition, event));
        }
        return ends;
    }

    private OutboundEvent keyed(String source, SystemEventKind kind, SystemReading reading, ScrapeFailure failure) {
        byte[] key = Partitions.key(source);
        int partition = Partitions.of(key, partitions);
        SystemEvent event = event(partition, kind);
        event.setSource(source);
        event.setReading(reading);
        event.setFailure(failure);
        byte[] value = wire.encode(topic, event);
        return new OutboundEvent(topic, partition, key, value, LedgerEntry.plain(RecordHash.of(value)));
    }

    private OutboundEvent unkeyed(int partition, SystemEvent event) {
        return new OutboundEvent(topic, partition, null, wire.encode(topic, event), null);
    }

    private SystemEvent event(int partition, SystemEventKind kind) {
        SystemEvent event = new SystemEvent();
        event.setHeader(identity.header(sequencer.next(topic, partition), Vantage.GENERATOR, wallMicros.getAsLong()));
        event.setKind(kind);
        return event;
    }
}
