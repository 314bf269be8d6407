import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ObjLongConsumer;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.run.EventSequencer;
import io.tokenweir.common.run.Partitions;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.ArrivalKind;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.KindRun;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.Series;
import io.tokenweir.events.Tick;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** Writes what one generator instance writes: token chunks of many streams, terminal events, ticks on every partition, end markers. */
final class EventWriter implements AutoCloseable {
    static final long SECOND_MICROS = 1_000_000;

    private static final int GAP_CHOICES = 4096;

    private final KafkaSettings settings;
    private final LogShape shape;
    private final AvroWire wire;
    private final KafkaProducer<byte[], byte[]> producer;
    private final RunIdentity identity = new RunIdentity("run", 0, "generator-0", 1_700_000_000_000L);
    private final EventSequencer sequencer = new EventSequencer();
    private final Random random = new Random(7);
    private final List<Long> gapChoices = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();
    private final byte[][] keys;
    private final TerminalEvents terminals;
    private long written;

    EventWriter(KafkaSettings settings, LogShape shape) {
        this.settings = settings;
        this.shape = shape;
        wire = AvroWire.of(settings.client("event-writer"));
        producer = new KafkaProducer<>(settings.producer("event-writer"));
        for (int i = 0; i < GAP_CHOICES; i++) {
            gapChoices.add((long) (20_000 * Math.exp(0.3 * random.nextGaussian())));
        }
        for (int i = 0; i < shape.models(); i++) {
            series.add(new Series("steady-chat", "hold-at-peak", "openai", "model-" + i));
        }
        keys = new byte[shape.accounts()][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Partitions.key("account-" + i);
        }
        terminals = new TerminalEvents(shape.accounts(), series, random);
    }

    /** A whole run of so many seconds of token chunks that ended a minute ago. */
    static void fill(KafkaSettings settings, LogShape shape, int seconds) {
        fill(settings, shape, seconds, System.currentTimeMillis() / 1000 - 60, EventWriter::chunk);
    }

    /** The same of terminal events; it ended with the 59th second of a minute, when most is remembered of single seconds. */
    static void fillTerminal(KafkaSettings settings, LogShape shape, int seconds) {
        long minute = System.currentTimeMillis() / 60_000 * 60;
        fill(settings, shape, seconds, minute - 1, EventWriter::terminal);
    }

    private static void fill(
            KafkaSettings settings, LogShape shape, int seconds, long endSecond, ObjLongConsumer<EventWriter> event) {
        long begin = (endSecond - seconds) * SECOND_MICROS;
        try (EventWriter writer = new EventWriter(settings, shape)) {
            for (int second = 0; second < seconds; second++) {
                long start = begin + second * SECOND_MICROS;
                for (int n = 0; n < shape.eventsPerSecond(); n++) {
                    event.accept(writer, start + n * SECOND_MICROS / shape.eventsPerSecond());
                }
                writer.tick(start + SECOND_MICROS);
            }
            writer.end(begin + seconds * SECOND_MICROS);
        }
    }

    /** The next chunk; all accounts take turns, and each account's attempts have {@link LogShape#ATTEMPT} arrivals. */
    void chunk(long timeMicros) {
        int account = (int) (written % keys.length);
        int first = (int) (written / keys.length * shape.values() % LogShape.ATTEMPT);
        int count = Math.min(shape.values(), LogShape.ATTEMPT);
        List<Long> gaps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            gaps.add(gapChoices.get(random.nextInt(GAP_CHOICES)));
        }
        Long ttft = first == 0 ? gaps.get(0) * 1000 : null;
        int partition = Partitions.of(keys[account], settings.partitions());
        TokenEvent event = tokens(partition, timeMicros, TokenEventKind.CHUNK);
        event.setChunk(new TokenChunk(
                series.get(account % series.size()),
                written / keys.length / 13 * keys.length + account,
                0,
                first,
                20_000L * (first + 1),
                150_000L,
                ttft,
                ttft,
                gaps,
                List.of(new KindRun(ArrivalKind.CONTENT, count)),
                0));
        send(Topic.TOKENS, partition, keys[account], event);
        written++;
    }

    /** The next terminal event. */
    void terminal(long timeMicros) {
        int account = terminals.account();
        int partition = Partitions.of(keys[account], settings.partitions());
        RequestEvent event = request(partition, timeMicros, null);
        terminals.fill(event, timeMicros);
        send(Topic.REQUESTS, partition, keys[account], event);
    }

    /** Closes all seconds before {@code boundaryMicros}. */
    void tick(long boundaryMicros) {
        for (int partition = 0; partition < settings.partitions(); partition++) {
            Tick tick = new Tick(boundaryMicros, 0L, 0L, 0L, 0, null);
            RequestEvent request = request(partition, boundaryMicros, RequestEventKind.TICK);
            request.setTick(tick);
            send(Topic.REQUESTS, partition, null, request);
            TokenEvent tokens = tokens(partition, boundaryMicros, TokenEventKind.TICK);
            tokens.setTick(tick);
            send(Topic.TOKENS, partition, null, tokens);
        }
        producer.flush();
    }

    void end(long timeMicros) {
        for (int partition = 0; partition < settings.partitions(); partition++) {
            RequestEvent request = request(partition, timeMicros, RequestEventKind.RUN_END);
            request.setRunEnd(new RunEndMarker(request.getHeader().getSeq(), false));
            send(Topic.REQUESTS, partition, null, request);
            TokenEvent tokens = tokens(partition, timeMicros, TokenEventKind.RUN_END);
            tokens.setRunEnd(new RunEndMarker(tokens.getHeader().getSeq(), false));
            send(Topic.TOKENS, partition, null, tokens);
        }
        producer.flush();
    }

    private EventHeader header(Topic topic, int partition, long timeMicros) {
        return identity.header(sequencer.next(topic.name(""), partition), Vantage.GENERATOR, timeMicros);
    }

    private TokenEvent tokens(int partition, long timeMicros, TokenEventKind kind) {
        TokenEvent event = new TokenEvent();
        event.setHeader(header(Topic.TOKENS, partition, timeMicros));
        event.setKind(kind);
        return event;
    }

    private RequestEvent request(int partition, long timeMicros, RequestEventKind kind) {
        RequestEvent event = new RequestEvent();
        event.setHeader(header(Topic.REQUESTS, partition, timeMicros));
        event.setKind(kind);
        event.setRequestIndex(-1);
        event.setAttempt(0);
        event.setLabels(Map.of());
        return event;
    }

    private void send(Topic topic, int partition, byte[] key, SpecificRecord event) {
        String name = settings.topic(topic);
        producer.send(new ProducerRecord<>(name, partition, key, wire.encode(name, event)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
