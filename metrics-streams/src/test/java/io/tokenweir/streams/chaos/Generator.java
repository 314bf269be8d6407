package io.tokenweir.streams.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;
import io.tokenweir.streams.FakeInstance;
import io.tokenweir.topics.Topic;

/**
 * One generator instance in one epoch: random events at a steady rate, ticks at the seconds of its payload clock, end
 * markers when it is told to end. Now and then it sends a record twice, or leaves out a sequence number. One thread runs it; others only call {@link #jump}, {@link #end} and {@link #die}.
 */
final class Generator implements Runnable {
    private static final long SECOND_MICROS = 1_000_000;
    private static final int LAST_RECORDS = 25;
    private static final int ONE_OF_SO_MANY = 100;

    private final KafkaSettings settings;
    private final AvroWire wire;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Witness witness;
    private final List<FakeInstance> byPartition = new ArrayList<>();
    private final long[] offered;
    private final Random random;
    private final long pauseNanos;
    private final AtomicLong clockAheadMicros = new AtomicLong();
    private volatile boolean ended;
    private volatile Runnable death;
    private long tickedMicros;

    Generator(KafkaSettings settings, String runId, String instance, long epoch, int eventsPerSecond, Witness witness) {
        this.settings = settings;
        this.witness = witness;
        wire = AvroWire.of(settings.client(instance));
        producer = new KafkaProducer<>(settings.producer(instance));
        random = new Random(instance.hashCode() + epoch);
        pauseNanos = TimeUnit.SECONDS.toNanos(1) / eventsPerSecond;
        offered = new long[settings.partitions()];
        for (int p = 0; p < settings.partitions(); p++) {
            byPartition.add(new FakeInstance(runId, instance, epoch, p));
        }
    }

    /** Sets the clock that stamps its events; what was promised before is broken when it goes back. */
    void jump(Duration by) {
        clockAheadMicros.addAndGet(TimeUnit.NANOSECONDS.toMicros(by.toNanos()));
    }

    void end() {
        ended = true;
    }

    /** Lets it die with some records arrived and some more not yet sent. */
    void die(Runnable deathOfTheProcess) {
        death = deathOfTheProcess;
    }

    @Override
    public void run() {
        try (producer) {
            // an instance makes itself known with its first record; nobody may close a second before that
            tick(secondOf(nowMicros()));
            while (!ended && death == null) {
                sendOne();
                LockSupport.parkNanos(pauseNanos);
            }
            if (death != null) {
                send(LAST_RECORDS);
                producer.flush();
                send(LAST_RECORDS);
                death.run();
            }
            long time = nowMicros();
            for (int p = 0; p < byPartition.size(); p++) {
                put(Topic.REQUESTS, p, byPartition.get(p).requestEnd(time));
                put(Topic.TOKENS, p, byPartition.get(p).tokenEnd(time));
            }
        }
    }

    private void send(int events) {
        for (int n = 0; n < events; n++) {
            sendOne();
        }
    }

    private void sendOne() {
        long now = nowMicros();
        if (secondOf(now) != tickedMicros) {
            tick(secondOf(now));
        }
        int p = random.nextInt(byPartition.size());
        offered[p]++;
        int whim = random.nextInt(ONE_OF_SO_MANY);
        if (whim == 0) {
            byPartition.get(p).lose(random.nextBoolean() ? "requests" : "tokens");
        }
        SpecificRecord event = byPartition.get(p).any(now, random);
        Topic topic = event instanceof RequestEvent ? Topic.REQUESTS : Topic.TOKENS;
        put(topic, p, event);
        if (whim == 1) {
            put(topic, p, event);
        }
    }

    private void tick(long boundaryMicros) {
        tickedMicros = boundaryMicros;
        for (int p = 0; p < byPartition.size(); p++) {
            FakeInstance fake = byPartition.get(p);
            put(Topic.REQUESTS, p, fake.requestTick(boundaryMicros, offered[p], 3, FakeInstance.HEALTHY));
            put(Topic.TOKENS, p, fake.tokenTick(boundaryMicros));
        }
    }

    private void put(Topic topic, int partition, SpecificRecord event) {
        String name = settings.topic(topic);
        EventHeader header =
                event instanceof RequestEvent request ? request.getHeader() : ((TokenEvent) event).getHeader();
        RecordId id = RecordId.of(name, partition, header);
        byte[] value = wire.encode(name, event);
        witness.handedOver(id, RecordHash.of(value));
        producer.send(new ProducerRecord<>(name, partition, null, value), (metadata, failure) -> {
            if (failure == null) {
                witness.acknowledged(id);
            }
        });
    }

    private long nowMicros() {
        return System.currentTimeMillis() * 1000 + clockAheadMicros.get();
    }

    private static long secondOf(long micros) {
        return micros - Math.floorMod(micros, SECOND_MICROS);
    }
}
