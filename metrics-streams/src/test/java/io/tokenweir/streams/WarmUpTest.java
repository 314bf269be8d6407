package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowResult;
import io.tokenweir.registry.SchemaRegistryClient;
import io.tokenweir.serde.AvroWire;

class WarmUpTest {
    @Test
    void registersTheSchemasOfAllResults() {
        Map<String, String> registry = Map.of("schema.registry.url", "mock://warm-up-test");
        TopologyNames names = TopologyNames.of(KafkaSettings.local("nowhere:1", "mock://warm-up-test"));

        WarmUp.run(AvroWire.of(registry), names);

        SchemaRegistryClient client = SchemaRegistryClient.of(registry);
        for (Map.Entry<String, Schema> subject : Map.of(
                        "weir.metrics-value", WindowResult.SCHEMA$,
                        "weir.run-results-value", RunResult.SCHEMA$,
                        "weir.run-results-key", SeriesKey.SCHEMA$,
                        "weir.partials-key", SeriesKey.SCHEMA$)
                .entrySet()) {
            assertThat(client.idOf(subject.getKey(), subject.getValue())).isPositive();
        }
    }
}
