package io.tokenweir.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;
import io.tokenweir.registry.SchemaRegistryClient;

class WeirAvroSerdeTest {
    private final String url = "mock://" + UUID.randomUUID();
    private final Map<String, Object> config = new HashMap<>(Map.of("schema.registry.url", url));
    private final SeriesKey record =
            new SeriesKey("run-1", 0, Vantage.GENERATOR, Grouping.MODEL, "s", "ramp", "openai", "gpt", "", "", "");

    @Test
    void kafkaConfiguresItByConfluentsPropertyNames() {
        WeirAvroSerde<SeriesKey> serde = new WeirAvroSerde<>();
        serde.configure(config, false);

        assertThat(serde.deserializer().deserialize("t", serde.serializer().serialize("t", record)))
                .isEqualTo(record);
    }

    @Test
    void aKeySerdeUsesTheKeySubject() {
        WeirAvroSerde<SeriesKey> serde = new WeirAvroSerde<>(SeriesKey.class);
        serde.configure(config, true);
        serde.serializer().serialize("t", record);

        assertThat(SchemaRegistryClient.of(url).latest("t-key").version()).isEqualTo(1);
    }

    @Test
    void readsTheClassThatTheConfigurationNames() {
        byte[] bytes = AvroWire.of(config).encode("t", record);
        config.put("specific.avro.value.type", SeriesKey.class.getName());
        WeirAvroDeserializer<SeriesKey> deserializer = new WeirAvroDeserializer<>();
        deserializer.configure(config, false);

        assertThat(deserializer.deserialize("t", bytes)).isEqualTo(record);
    }

    @Test
    void readsGenericRecordsWhenAsked() {
        byte[] bytes = AvroWire.of(config).encode("t", record);
        config.put("specific.avro.reader", "false");
        WeirAvroDeserializer<GenericRecord> deserializer = new WeirAvroDeserializer<>();
        deserializer.configure(config, false);

        assertThat(deserializer.deserialize("t", bytes).get("segment")).isEqualTo(0);
    }

    @Test
    void aTombstoneStaysATombstone() {
        WeirAvroSerde<SeriesKey> serde = new WeirAvroSerde<>(AvroWire.of(config), SeriesKey.class, false);

        assertThat(serde.serializer().serialize("t", null)).isNull();
        assertThat(serde.deserializer().deserialize("t", null)).isNull();
    }

    @Test
    void refusesAFlagThatIsNeitherTrueNorFalse() {
        config.put("auto.register.schemas", "perhaps");

        assertThatThrownBy(() -> new WeirAvroSerializer<SeriesKey>().configure(config, false))
                .hasMessageContaining("auto.register.schemas is 'perhaps'; it must be true or false");
    }
}
