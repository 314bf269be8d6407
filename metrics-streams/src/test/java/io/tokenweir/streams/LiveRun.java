package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;
import io.tokenweir.topics.Topic;

/** Faked generator instances that send a run to a broker, second by second, and tell the oracle. */
final class LiveRun implements AutoCloseable {
    static final long SECOND = 1_000_000;

    private final KafkaSettings settings;
    private final AvroWire wire;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Oracle oracle;
    private final String runId;
    private final long beginMicros;
    private final Random random = new Random(1);
    private final List<List<FakeInstance>> byPartition = new ArrayList<>();
    private int second;

    LiveRun(KafkaSettings settings, Oracle oracle, String runId, int instances, long beginMicros) {
        this.settings = settings;
        this.oracle = oracle;
        this.runId = runId;
        this.beginMicros = beginMicros;
        wire = AvroWire.of(settings.client("fake"));
        producer = new KafkaProducer<>(settings.producer("fake"));
        for (int p = 0; p < settings.partitions(); p++) {
            List<FakeInstance> fakes = new ArrayList<>();
            for (int i = 0; i < instances; i++) {
                fakes.add(new FakeInstance(runId, "i" + i, p));
            }
            byPartition.add(fakes);
        }
        tick(0);
    }

    /** Sends some seconds with some events each, and the ticks that close them. */
    void send(int seconds, int eventsPerSecond) {
        for (int until = second + seconds; second < until; second++) {
            for (int n = 0; n < eventsPerSecond; n++) {
                sendEvent();
            }
            tick(second + 1);
        }
        producer.flush();
    }

    void end() {
        long time = beginMicros + second * SECOND;
        for (int p = 0; p < byPartition.size(); p++) {
            for (FakeInstance fake : byPartition.get(p)) {
                put(Topic.REQUESTS, p, fake.requestEnd(time));
                put(Topic.TOKENS, p, fake.tokenEnd(time));
            }
        }
        producer.flush();
    }

    /** Sends bytes as they are. */
    void sendRaw(Topic topic, int partition, byte[] value) {
        producer.send(new ProducerRecord<>(settings.topic(topic), partition, null, value));
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void sendEvent() {
        int p = random.nextInt(byPartition.size());
        FakeInstance fake =
                byPartition.get(p).get(random.nextInt(byPartition.get(p).size()));
        long time = beginMicros + second * SECOND + random.nextInt((int) SECOND);
        SpecificRecord event = fake.any(time, random);
        if (event instanceof RequestEvent request) {
            request(p, request);
        } else {
            tokens(p, (TokenEvent) event);
        }
    }

    private void request(int partition, RequestEvent event) {
        oracle.request(event, put(Topic.REQUESTS, partition, event));
    }

    private void tokens(int partition, TokenEvent event) {
        oracle.tokens(event, put(Topic.TOKENS, partition, event));
    }

    private void tick(int seconds) {
        long boundary = beginMicros + seconds * SECOND;
        for (int p = 0; p < byPartition.size(); p++) {
            for (FakeInstance fake : byPartition.get(p)) {
                put(Topic.REQUESTS, p, fake.requestTick(boundary, seconds, 3, FakeInstance.HEALTHY));
                put(Topic.TOKENS, p, fake.tokenTick(boundary));
                if (seconds > 0) {
                    oracle.offered(runId, boundary, 1);
                }
            }
        }
    }

    private long put(Topic topic, int partition, SpecificRecord event) {
        String name = settings.topic(topic);
        byte[] value = wire.encode(name, event);
        producer.send(new ProducerRecord<>(name, partition, null, value));
        return RecordHash.of(value);
    }
}
