package io.tokenweir.platform;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** Apache's own broker image keeps the contract too. Skipped, with a word, where there is no Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerBrokerIT extends BrokerContract {
    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.3.1");

    @Override
    String bootstrapServers() {
        return KAFKA.getBootstrapServers();
    }
}
