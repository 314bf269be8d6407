package io.tokenweir.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tokenweir.registry.SchemaRegistryClient;
import io.tokenweir.topics.Topic;

class WeirAvroConverterTest {
    private static final Map<String, String> CONFIG = Map.of("schema.registry.url", "mock://converter");

    private static final String EVERYTHING = """
            {"type":"record","name":"Everything","namespace":"a.b","doc":"All types.","fields":[
              {"name":"flag","type":"boolean","default":true},
              {"name":"number","type":"int"},
              {"name":"ratio","type":"float"},
              {"name":"exact","type":"double"},
              {"name":"raw","type":"bytes"},
              {"name":"id","type":{"type":"fixed","name":"Id","size":16}},
              {"name":"sameId","type":["null","Id"],"default":null},
              {"name":"colour","type":{"type":"enum","name":"Colour","symbols":["RED","BLUE"],"default":"RED"}},
              {"name":"sameColour","type":"Colour"},
              {"name":"inner","type":{"type":"record","name":"Inner","fields":[{"name":"x","type":"long"}]}},
              {"name":"maybeInner","type":["null","Inner"],"default":null},
              {"name":"inners","type":{"type":"array","items":"Inner"}},
              {"name":"table","type":{"type":"map","values":{"type":"array","items":["null","string"]}}},
              {"name":"either","type":["null","string","Inner"],"default":null}]}
            """;

    private final WeirAvroConverter converter = new WeirAvroConverter();
    private final SchemaRegistryClient registry = SchemaRegistryClient.of(CONFIG);

    @BeforeEach
    void configure() {
        converter.configure(CONFIG, false);
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void givesBackEveryValueOfEveryTopic(Topic topic) throws IOException {
        assertRoundTrip(topic.baseName(), topic.valueSchema());
    }

    @Test
    void givesBackEveryAvroTypeThatConnectCanSay() throws IOException {
        assertRoundTrip("everything", new Schema.Parser().parse(EVERYTHING));
    }

    private void assertRoundTrip(String topic, Schema generated) throws IOException {
        int id = registry.register(topic + "-value", generated);
        Schema schema = registry.schemaById(id);
        for (Object value : new RandomData(schema, 50, 42L)) {
            byte[] bytes = encode(id, schema, value);

            SchemaAndValue connect = converter.toConnectData(topic, bytes);
            byte[] back = converter.fromConnectData(topic, connect.schema(), connect.value());

            Schema written = registry.schemaById(ByteBuffer.wrap(back).getInt(1));
            assertThat(SchemaNormalization.toParsingForm(written)).isEqualTo(SchemaNormalization.toParsingForm(schema));
            assertThat(decode(schema, back)).isEqualTo(decode(schema, bytes));
        }
    }

    private static byte[] encode(int id, Schema schema, Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).putInt(1, id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Object decode(Schema schema, byte[] bytes) throws IOException {
        GenericDatumReader<GenericData.Record> reader = new GenericDatumReader<>(schema);
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    }

    @Test
    void tellsTheRegistrysSchemaId() throws IOException {
        Schema schema = new Schema.Parser().parse(EVERYTHING);
        int id = registry.register("ids-value", schema);
        byte[] bytes =
                encode(id, schema, new RandomData(schema, 1, 1L).iterator().next());

        org.apache.kafka.connect.data.Schema connect =
                converter.toConnectData("ids", bytes).schema();

        assertThat(connect.parameters()).containsEntry(WeirAvroConverter.SCHEMA_ID, Integer.toString(id));
    }

    @Test
    void compilesASchemaIdOnce() throws IOException {
        Schema schema = new Schema.Parser().parse(EVERYTHING);
        int id = registry.register("once-value", schema);
        byte[] bytes =
                encode(id, schema, new RandomData(schema, 1, 1L).iterator().next());

        assertThat(converter.toConnectData("once", bytes).schema())
                .isSameAs(converter.toConnectData("once", bytes).schema());
    }

    @Test
    void writesConnectsOwnLogicalTypes() {
        org.apache.kafka.connect.data.Schema schema = SchemaBuilder.struct()
                .field("at", Timestamp.SCHEMA)
                .field("price", org.apache.kafka.connect.data.Decimal.schema(2))
                .build();
        Struct value = new Struct(schema)
                .put("at", new java.util.Date(1_700_000_000_123L))
                .put("price", new BigDecimal("12.34"));

        SchemaAndValue back = converter.toConnectData("logical", converter.fromConnectData("logical", schema, value));

        assertThat(((Struct) back.value()).get("at")).isEqualTo(new java.util.Date(1_700_000_000_123L));
        assertThat(((Struct) back.value()).get("price")).isEqualTo(new BigDecimal("12.34"));
    }

    @Test
    void keepsATombstone() {
        assertThat(converter.toConnectData("t", null)).isEqualTo(SchemaAndValue.NULL);
        assertThat(converter.fromConnectData("t", null, null)).isNull();
    }

    @Test
    void refusesBytesThatAreNoAvro() {
        assertThatThrownBy(() -> converter.toConnectData("t", new byte[] {'h', 'e', 'l', 'l', 'o'}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("topic t is not in Confluent's Avro wire format");
    }

    @Test
    void refusesATruncatedRecord() throws IOException {
        Schema schema = new Schema.Parser().parse(EVERYTHING);
        int id = registry.register("cut-value", schema);
        byte[] bytes =
                encode(id, schema, new RandomData(schema, 1, 1L).iterator().next());

        assertThatThrownBy(() -> converter.toConnectData("cut", java.util.Arrays.copyOf(bytes, 12)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be read with its schema, id " + id);
    }

    @Test
    void refusesASchemaThatContainsItself() {
        Schema list = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"L\"]}]}");

        assertThatThrownBy(() -> AvroToConnect.compile(list, Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("contains itself");
    }

    @Test
    void refusesAValueWithoutSchema() {
        assertThatThrownBy(() -> converter.fromConnectData("t", null, List.of(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no schema");
    }
}
