package io.tokenweir.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;
import io.tokenweir.events.WindowKey;
import io.tokenweir.registry.SchemaRegistryClient;

class AvroWireTest {
    private final String url = "mock://" + UUID.randomUUID();
    private final Map<String, Object> config = Map.of("schema.registry.url", url);
    private final AvroWire wire = AvroWire.of(config);
    private final WindowKey key = WindowKey.newBuilder()
            .setSeries(new SeriesKey(
                    "run-1", 0, Vantage.GENERATOR, Grouping.MODEL, "s", "ramp", "openai", "gpt", "", "", ""))
            .setWindowSeconds(10)
            .setWindowStartMicros(1_000_000)
            .setRevision(0)
            .build();

    @Test
    void startsWithAZeroByteAndTheSchemaIdBigEndian() {
        byte[] bytes = wire.encode("weir.metrics", key);

        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt())
                .isEqualTo(SchemaRegistryClient.of(url).idOf("weir.metrics-value", WindowKey.getClassSchema()));
    }

    @Test
    void keysAndValuesHaveSubjectsOfTheirOwn() {
        wire.encode("a", key);
        wire.encodeKey("b", key);

        SchemaRegistryClient registry = SchemaRegistryClient.of(url);
        assertThat(registry.latest("a-value").id())
                .isEqualTo(registry.latest("b-key").id());
    }

    @Test
    void whatWasWrittenIsReadBackWithJavaStrings() {
        WindowKey back = wire.decode(wire.encode("t", key), WindowKey.class);

        assertThat(back).isEqualTo(key);
        assertThat((Object) back.getSeries().getRunId()).isInstanceOf(String.class);
    }

    @Test
    void theRegisteredSchemaIsFreeOfCodeGeneratorMarks() {
        wire.encode("t", key);

        assertThat(SchemaRegistryClient.of(url).latest("t-value").schema())
                .contains("\"runId\",\"type\":\"string\"")
                .doesNotContain("avro.java");
    }

    @Test
    void findsTheGeneratedClassByTheSchemasName() {
        assertThat(wire.decode(wire.encode("t", key))).isEqualTo(key);
    }

    @Test
    void readsGenericallyWithTheWritersSchema() {
        GenericRecord generic = (GenericRecord) wire.decodeGeneric(wire.encode("t", key));

        assertThat(generic.get("windowSeconds")).isEqualTo(10);
        assertThat(((GenericRecord) generic.get("series")).get("stage")).isEqualTo(new Utf8("ramp"));
    }

    @Test
    void readsWhatANewerWriterExtended() {
        var newer = SchemaBuilder.record("io.tokenweir.events.WindowKey").fields();
        WindowKey.getClassSchema()
                .getFields()
                .forEach(field -> newer.name(field.name()).type(field.schema()).noDefault());
        var extended = newer.name("added").type().stringType().noDefault().endRecord();
        int id = SchemaRegistryClient.of(url).register("newer-value", extended);
        byte[] old = wire.encode("t", key);
        ByteBuffer bytes =
                ByteBuffer.allocate(old.length + 3).put((byte) 0).putInt(id).put(old, 5, old.length - 5);
        bytes.put((byte) 4).put((byte) 'h').put((byte) 'i');

        assertThat(wire.decode(bytes.array(), WindowKey.class)).isEqualTo(key);
    }

    @Test
    void manyThreadsMayShareOne() {
        List<WindowKey> keys = IntStream.range(0, 20_000)
                .mapToObj(i -> WindowKey.newBuilder(key).setWindowStartMicros(i).build())
                .toList();

        List<WindowKey> back = keys.parallelStream()
                .map(one -> wire.decode(wire.encode("t" + one.getWindowStartMicros() % 3, one), WindowKey.class))
                .toList();

        assertThat(back).isEqualTo(keys);
    }

    @Test
    void nullStaysNull() {
        assertThat(wire.decode(null, WindowKey.class)).isNull();
    }

    @Test
    void refusesBytesOfAnotherFormat() {
        assertThatThrownBy(() -> wire.decode("plain text".getBytes(), WindowKey.class))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("10 bytes are not in Confluent's wire format");
    }

    @Test
    void refusesAnUnknownSchemaId() {
        assertThatThrownBy(() -> wire.decode(new byte[] {0, 0, 0, 1, 0}, WindowKey.class))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("does not know schema id 256");
    }

    @Test
    void refusesARecordThatIsNestedWithoutEnd() {
        Schema nested = new Schema.Parser().parse(WindowKey.getClassSchema().toString());
        Schema node = Schema.createRecord("Node", null, "x", false);
        node.setFields(List.of(new Schema.Field("in", Schema.createUnion(Schema.create(Schema.Type.NULL), node))));
        List<Schema.Field> fields = new ArrayList<>(List.of(new Schema.Field("first", node)));
        nested.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema writer = Schema.createRecord(nested.getName(), null, nested.getNamespace(), false, fields);
        int id = SchemaRegistryClient.of(url).register("nested-value", writer);
        byte[] bytes = new byte[5 + 1_000_000];
        Arrays.fill(bytes, (byte) 2);
        ByteBuffer.wrap(bytes).put((byte) 0).putInt(id);

        assertThatThrownBy(() -> wire.decode(bytes, WindowKey.class))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void refusesASchemaIdWhoseSchemaAvroRefuses() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = "{\"schema\":\"{\\\"type\\\":\\\"object\\\"}\"}".getBytes();
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            AvroWire elsewhere = AvroWire.of(Map.of("schema.registry.url", address));

            assertThatThrownBy(() -> elsewhere.decode(new byte[] {0, 0, 0, 0, 7, 0}, WindowKey.class))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("Schema id 7 is no Avro schema");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesACutOffRecordAndOneWithBytesLeftOver() {
        byte[] whole = wire.encode("t", key);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);

        assertThatThrownBy(() -> wire.decode(cut, WindowKey.class)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> wire.decode(longer, WindowKey.class)).hasMessageContaining("ends before its bytes do");
    }

    @Test
    void withoutAutoRegisterAnUnknownSchemaIsRefusedWithTheMend() {
        AvroWire strict = AvroWire.of(Map.of("schema.registry.url", url, "auto.register.schemas", "false"));

        assertThatThrownBy(() -> strict.encode("unseen", key)).hasMessageContaining("auto.register.schemas=true");
    }

    @Test
    void withUseLatestVersionOnlyTheOwnSchemaWillDo() {
        AvroWire latest = AvroWire.of(Map.of("schema.registry.url", url, "use.latest.version", true));
        wire.encode("same", key);
        SchemaRegistryClient.of(url).register("other-value", SeriesKey.getClassSchema());

        assertThat(latest.encode("same", key)).isEqualTo(wire.encode("same", key));
        assertThatThrownBy(() -> latest.encode("other", key)).hasMessageContaining("use.latest.version=false");
    }
}
