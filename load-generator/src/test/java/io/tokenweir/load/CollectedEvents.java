package io.tokenweir.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.publish.PublisherStats;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.serde.AvroWire;

/** A publisher that keeps what it is given, in order, and acknowledges it at once. */
public final class CollectedEvents implements EventPublisher {
    static final int PARTITIONS = 3;

    private final AvroWire wire = AvroWire.of(Map.of("schema.registry.url", "mock://load-generator"));
    private final Ledger ledger = new Ledger();
    private final List<OutboundEvent> events = new ArrayList<>();

    KafkaOutput output() {
        return new KafkaOutput(wire, this, ledger, "t.", PARTITIONS);
    }

    Ledger ledger() {
        return ledger;
    }

    @Override
    public synchronized void publish(OutboundEvent event) {
        events.add(event);
        ledger.acknowledged(event);
    }

    @Override
    public boolean flush(Duration atMost) {
        return true;
    }

    @Override
    public synchronized PublisherStats stats() {
        return new PublisherStats(events.size(), 0, 0, 0, 0, 0);
    }

    @Override
    public void close() {}

    synchronized List<OutboundEvent> all(String topic) {
        return events.stream().filter(event -> event.topic().equals(topic)).toList();
    }

    Stream<RequestEvent> requests() {
        return all("t.weir.requests").stream().map(event -> wire.decode(event.value(), RequestEvent.class));
    }

    RequestEvent request(OutboundEvent event) {
        return wire.decode(event.value(), RequestEvent.class);
    }

    TokenEvent token(OutboundEvent event) {
        return wire.decode(event.value(), TokenEvent.class);
    }

    Stream<TokenEvent> tokens() {
        return all("t.weir.tokens").stream().map(event -> wire.decode(event.value(), TokenEvent.class));
    }

    List<AttemptEnded> attempts() {
        return requests()
                .filter(event -> event.getAttemptEnded() != null)
                .map(RequestEvent::getAttemptEnded)
                .toList();
    }

    List<RequestEnded> ended() {
        return requests()
                .filter(event -> event.getEnded() != null)
                .map(RequestEvent::getEnded)
                .toList();
    }

    List<Decision> decisions(DecisionKind kind) {
        return requests()
                .filter(event ->
                        event.getDecision() != null && event.getDecision().getKind() == kind)
                .map(RequestEvent::getDecision)
                .toList();
    }
}
