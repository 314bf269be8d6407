package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;

import io.tokenweir.events.ArrivalKind;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.KindRun;
import io.tokenweir.events.Series;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.registry.SchemaRegistryClient;
import io.tokenweir.serde.AvroWire;

/** The reader of bytes against Avro's own. */
class TokenChunkReaderTest {
    private static final String TOPIC = "tokens";
    private static final String REGISTRY = "mock://token-chunk-reader";
    private static final AvroWire WIRE = AvroWire.of(Map.of("schema.registry.url", REGISTRY));
    private static final String[] TEXTS = {"", "a", "run-1", "größer", "模型", "x".repeat(200)};

    private final TokenChunkReader reader = new TokenChunkReader(WIRE);

    @Property(tries = 400)
    void everyChunkIsReadAsAvroReadsIt(@ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            byte[] bytes = WIRE.encode(TOPIC, event(random));

            assertThat(reader.read(bytes)).isTrue();
            assertThat(contents(reader.chunk()))
                    .isEqualTo(contents(new TokenChunkFields(WIRE.decode(bytes, TokenEvent.class))));
        }
    }

    @Property(tries = 2000)
    void damagedBytesAreLeftToAvroOrReadAsAvroReadsThem(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = damaged(WIRE.encode(TOPIC, event(random)), random);
        if (reader.read(bytes)) {
            TokenEvent avro = decodeOrNull(bytes);

            assertThat(avro).as("what Avro refuses").isNotNull();
            assertThat(contents(reader.chunk())).isEqualTo(contents(new TokenChunkFields(avro)));
        }
    }

    @Example
    void whatIsNoChunkIsLeftToAvro() {
        FakeInstance fake = new FakeInstance("run", "i0", 0);

        assertThat(reader.read(WIRE.encode(TOPIC, fake.tokenTick(5)))).isFalse();
        assertThat(reader.read(WIRE.encode(TOPIC, fake.tokenEnd(5)))).isFalse();
        assertThat(reader.read(new byte[] {0, 0, 0, 0, 99, 2})).isFalse();
        assertThat(reader.read(new byte[] {1, 2})).isFalse();
        assertThat(reader.read(null)).isFalse();
    }

    @Example
    void aChunkOfAnotherSchemaIsLeftToAvro() throws IOException {
        Schema ours = TokenEvent.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        ours.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("more", Schema.create(Schema.Type.LONG), "of a later version", 0L));
        Schema later = Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
        GenericData.Record event = new GenericData.Record(later);
        TokenEvent chunk = event(new Random(1));
        ours.getFields().forEach(field -> event.put(field.name(), chunk.get(field.pos())));
        event.put("more", 7L);

        byte[] bytes = encode(event);

        assertThat(reader.read(bytes)).isFalse();
        assertThat(WIRE.decode(bytes, TokenEvent.class)).isEqualTo(chunk);
    }

    private static byte[] encode(GenericData.Record event) throws IOException {
        int id = SchemaRegistryClient.of(REGISTRY).register(TOPIC + "-value", event.getSchema());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).putInt(1, id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<GenericData.Record>(event.getSchema()).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static TokenEvent event(Random random) {
        List<Long> gaps = new ArrayList<>();
        for (int left = random.nextInt(40); left > 0; left--) {
            gaps.add(number(random));
        }
        List<KindRun> kinds = new ArrayList<>();
        for (int left = random.nextInt(12); left > 0; left--) {
            ArrivalKind kind = ArrivalKind.values()[random.nextInt(ArrivalKind.values().length)];
            kinds.add(new KindRun(kind, (int) number(random)));
        }
        TokenChunk chunk = new TokenChunk(
                new Series(text(random), text(random), text(random), text(random)),
                number(random),
                (int) number(random),
                (int) number(random),
                number(random),
                number(random),
                random.nextBoolean() ? number(random) : null,
                random.nextBoolean() ? number(random) : null,
                gaps,
                kinds,
                (int) number(random));
        EventHeader header = new EventHeader(
                text(random),
                (int) number(random),
                text(random),
                number(random),
                number(random),
                Vantage.values()[random.nextInt(Vantage.values().length)],
                number(random));
        return new TokenEvent(header, TokenEventKind.CHUNK, chunk, null, null);
    }

    /** Of any size, small ones as likely as large ones. */
    private static long number(Random random) {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = random.nextBoolean() ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 3)) : bytes.clone();
        for (int left = random.nextInt(4); left > 0 && damaged.length > 5; left--) {
            damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private static TokenEvent decodeOrNull(byte[] bytes) {
        try {
            return WIRE.decode(bytes, TokenEvent.class);
        } catch (SerializationException e) {
            return null;
        }
    }

    private static List<Object> contents(TokenChunkFields chunk) {
        return List.of(
                chunk.run,
                chunk.source,
                chunk.seq,
                chunk.vantage,
                chunk.eventTimeMicros,
                chunk.series,
                chunk.firstArrival,
                chunk.startLagNanos,
                chunk.ttftNanos,
                chunk.ttfatNanos,
                Arrays.toString(Arrays.copyOf(chunk.gapsMicros, chunk.gaps)),
                Arrays.toString(Arrays.copyOf(chunk.kinds, chunk.kindRuns)),
                Arrays.toString(Arrays.copyOf(chunk.kindCounts, chunk.kindRuns)),
                chunk.sharedReads);
    }
}
