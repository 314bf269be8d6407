package io.tokenweir.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedConnectIT {
    private static final String BROKER = SharedPlatform.get().bootstrapServers();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String topic = "connect-" + UUID.randomUUID();

    @BeforeEach
    void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    @Test
    void feedsASinkAndGoesOnWhereItStoppedAfterARestart() {
        try (EmbeddedConnect connect = EmbeddedConnect.start(BROKER)) {
            connect.putConnector("collect", sink());
            await().atMost(PATIENCE).until(() -> connect.status("collect").isRunning(2));
            send("one", "two", "three");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(CollectingSink.taken(topic)).containsExactlyInAnyOrder("one", "two", "three"));
        }
        send("four");
        try (EmbeddedConnect connect = EmbeddedConnect.start(BROKER)) {
            connect.putConnector("collect", sink());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(CollectingSink.taken(topic))
                            .containsExactlyInAnyOrder("one", "two", "three", "four"));
        }
    }

    @Test
    void tellsWhyATaskFailed() {
        try (EmbeddedConnect connect = EmbeddedConnect.start(BROKER)) {
            connect.putConnector(topic, sink());
            send(CollectingSink.POISON);

            await().atMost(PATIENCE).until(() -> connect.status(topic).failure().isPresent());
            assertThat(connect.status(topic).failure())
                    .hasValueSatisfying(trace -> assertThat(trace)
                            .contains("cannot take " + CollectingSink.POISON)
                            .contains("at " + CollectingSink.class.getName()));
        }
    }

    @Test
    void refusesAConnectorThatDoesNotExist() {
        try (EmbeddedConnect connect = EmbeddedConnect.start(BROKER)) {
            assertThatThrownBy(() -> connect.putConnector("x", Map.of("connector.class", "NoSuch", "topics", topic)))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("NoSuch");
            assertThatThrownBy(() -> connect.status("x")).hasMessageContaining("no connector x");
        }
    }

    @Test
    void answersConnectsRestApi() throws Exception {
        try (EmbeddedConnect connect = EmbeddedConnect.startWithRest(BROKER, Map.of(), 0)) {
            connect.putConnector("resting", sink());
            await().atMost(PATIENCE).until(() -> connect.status("resting").isRunning(2));
            URI uri = URI.create(connect.restUrl().orElseThrow() + "/connectors/resting/status");

            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).contains("\"state\":\"RUNNING\"");
            connect.removeConnector("resting");
            assertThat(connect.connectors()).isEmpty();
        }
    }

    private Map<String, String> sink() {
        return Map.of(
                "connector.class",
                CollectingSink.class.getName(),
                "topics",
                topic,
                "tasks.max",
                "2",
                "value.converter",
                "org.apache.kafka.connect.storage.StringConverter");
    }

    private void send(String... values) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value, value));
            }
        }
    }
}
