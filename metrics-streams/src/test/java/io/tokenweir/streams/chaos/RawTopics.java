package io.tokenweir.streams.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.Tick;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;
import io.tokenweir.streams.Oracle;
import io.tokenweir.topics.Topic;

/** Reads the event topics from end to end, committed records only, holds them against the ledger and recomputes results. */
final class RawTopics {
    private final Oracle oracle = new Oracle();
    private final KafkaSettings settings;
    private final AvroWire wire;
    private final SentRecords sent;
    private final Map<RecordId, Integer> found = new HashMap<>();
    private final Set<String> ticking = new HashSet<>();
    private final Map<String, Long> offeredBySource = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private long events;
    private long doubled;

    RawTopics(KafkaSettings settings, SentRecords sent) {
        this.settings = settings;
        this.sent = sent;
        wire = AvroWire.of(settings.client("reckoning"));
    }

    Reckoning read() {
        readToTheEnd();
        Balance balance = new Balance();
        sent.forEach((id, handedOver, acknowledged) -> {
            int here = found.getOrDefault(id, 0);
            balance.lost += Math.max(0, acknowledged - here);
            balance.duplicates += Math.max(0, here - handedOver);
            balance.open += handedOver - acknowledged;
            balance.arrived += Math.max(0, Math.min(here, handedOver) - acknowledged);
            if (here < acknowledged || here > handedOver) {
                differences.add("%d of %d copies acknowledged, but %d in the topic: %s"
                        .formatted(acknowledged, handedOver, here, id));
            }
        });
        return new Reckoning(
                oracle,
                events,
                balance.lost,
                balance.duplicates,
                doubled,
                balance.open,
                balance.arrived,
                List.copyOf(differences));
    }

    private static final class Balance {
        private long lost;
        private long duplicates;
        private long open;
        private long arrived;
    }

    private void readToTheEnd() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer("reckoning"))) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (Topic topic : new Topic[] {Topic.REQUESTS, Topic.TOKENS}) {
                consumer.partitionsFor(settings.topic(topic))
                        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(this::read);
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(settings.topic(Topic.REQUESTS))) {
            RequestEvent event = wire.decode(record.value(), RequestEvent.class);
            boolean tick = event.getKind() == RequestEventKind.TICK;
            boolean control = tick || event.getKind() == RequestEventKind.RUN_END;
            if (isNew(record, event.getHeader(), control)) {
                if (tick) {
                    lag(record, event.getHeader(), event.getTick());
                    tick(record.partition(), event);
                } else if (event.getKind() != RequestEventKind.RUN_END) {
                    events++;
                    oracle.request(event, RecordHash.of(record.value()));
                }
            }
        } else {
            TokenEvent event = wire.decode(record.value(), TokenEvent.class);
            boolean isChunk = event.getKind() == TokenEventKind.CHUNK;
            if (isNew(record, event.getHeader(), !isChunk)) {
                if (isChunk) {
                    events++;
                    oracle.tokens(event, RecordHash.of(record.value()));
                } else if (event.getKind() == TokenEventKind.TICK) {
                    lag(record, event.getHeader(), event.getTick());
                }
            }
        }
    }

    /** How late a tick reached the log; the first of a source opens it, and is left out. */
    private void lag(ConsumerRecord<byte[], byte[]> record, EventHeader header, Tick tick) {
        if (!ticking.add(logOf(record, header))) {
            long boundary = tick.getLowWatermarkMicros();
            oracle.tick(header.getRunId(), boundary, record.timestamp() * 1000 - boundary);
        }
    }

    private static String logOf(ConsumerRecord<byte[], byte[]> record, EventHeader header) {
        return record.topic() + " " + record.partition() + " " + header.getInstance() + " " + header.getEpoch();
    }

    private boolean isNew(ConsumerRecord<byte[], byte[]> record, EventHeader header, boolean control) {
        oracle.sequence(logOf(record, header), header, control);
        RecordId id = RecordId.of(record.topic(), record.partition(), header);
        Long hash = sent.hashOf(id);
        if (hash == null || hash != RecordHash.of(record.value())) {
            differences.add((hash == null ? "in the topic, but nobody sent it: " : "altered on its way: ") + id);
        }
        boolean first = found.merge(id, 1, Integer::sum) == 1;
        doubled += first ? 0 : 1;
        return first;
    }

    private void tick(int partition, RequestEvent event) {
        EventHeader header = event.getHeader();
        String source = header.getInstance() + " " + header.getEpoch() + " " + partition;
        long offered = event.getTick().getOffered();
        Long before = offeredBySource.put(source, offered);
        long more = offered - (before == null ? 0 : before);
        if (more > 0) {
            oracle.offered(header.getRunId(), event.getTick().getLowWatermarkMicros(), more);
        }
    }
}
