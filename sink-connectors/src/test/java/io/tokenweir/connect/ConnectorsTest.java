package io.tokenweir.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.avro.WeirAvroConverter;
import io.tokenweir.connect.objects.ObjectStorageSinkConnector;
import io.tokenweir.connect.prometheus.PrometheusSinkConnector;

class ConnectorsTest {
    @Test
    void areFoundByServiceLoading() {
        assertThat(ServiceLoader.load(SinkConnector.class))
                .hasAtLeastOneElementOfType(ObjectStorageSinkConnector.class)
                .hasAtLeastOneElementOfType(PrometheusSinkConnector.class);
        assertThat(ServiceLoader.load(Converter.class)).hasAtLeastOneElementOfType(WeirAvroConverter.class);
    }

    @Test
    void tellTheProjectsVersion() {
        for (Versioned plugin :
                List.of(new ObjectStorageSinkConnector(), new PrometheusSinkConnector(), new WeirAvroConverter())) {
            assertThat(plugin.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        }
    }

    @Test
    void explainEverySetting() {
        for (SinkConnector connector : List.of(new ObjectStorageSinkConnector(), new PrometheusSinkConnector())) {
            assertThat(connector.config().configKeys().values()).allSatisfy(key -> {
                assertThat(key.documentation).isNotBlank();
                assertThat(key.group).isNotBlank();
            });
        }
    }

    @Test
    void refuseAStoreThatIsNone() {
        ConfigValue url = new ObjectStorageSinkConnector()
                .validate(Map.of("store.url", "ftp://host/x")).configValues().stream()
                        .filter(value -> value.name().equals("store.url"))
                        .findFirst()
                        .orElseThrow();

        assertThat(url.errorMessages())
                .singleElement()
                .asString()
                .contains("write file:///folder or s3://bucket/prefix");
    }

    @Test
    void refuseAPrometheusSinkWithNowhereToGo() {
        assertThatThrownBy(() -> new PrometheusSinkConnector().start(Map.of()))
                .hasMessageContaining("set 'remote.write.url' or 'scrape.port'");
    }

    @Test
    void runOneTaskWhereThereIsAnEndpointAndAllThatAreWantedElsewhere() {
        PrometheusSinkConnector scraped = new PrometheusSinkConnector();
        scraped.start(Map.of("scrape.port", "0"));
        PrometheusSinkConnector writing = new PrometheusSinkConnector();
        writing.start(Map.of("remote.write.url", "http://127.0.0.1:9090/api/v1/write"));

        assertThat(scraped.taskConfigs(4)).hasSize(1);
        assertThat(writing.taskConfigs(4)).hasSize(4);
    }

    @Test
    void refuseARemoteWriteUrlThatIsNone() {
        ConfigValue url = new PrometheusSinkConnector()
                .validate(Map.of("remote.write.url", "prometheus:9090")).configValues().stream()
                        .filter(value -> value.name().equals("remote.write.url"))
                        .findFirst()
                        .orElseThrow();

        assertThat(url.errorMessages())
                .singleElement()
                .asString()
                .contains("write it like http://prometheus:9090/api/v1/write");
    }

    @Test
    void nameOrderAndCheckEverySettingOfThePrometheusSink() {
        assertThat(new PrometheusSinkConnector().config().configKeys().values())
                .filteredOn(key -> !key.group.equals("OTLP"))
                .allSatisfy(key -> {
                    assertThat(key.displayName).isNotBlank().isNotEqualTo(key.name);
                    assertThat(key.orderInGroup).isPositive();
                    assertThat(key.validator != null || key.type == ConfigDef.Type.BOOLEAN)
                            .isTrue();
                });
    }
}
