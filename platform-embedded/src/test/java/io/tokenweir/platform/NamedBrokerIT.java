package io.tokenweir.platform;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The cluster that KAFKA_BOOTSTRAP names keeps the contract. */
@EnabledIfEnvironmentVariable(
        named = "KAFKA_BOOTSTRAP",
        matches = ".+",
        disabledReason = "Set KAFKA_BOOTSTRAP=host:port to hold a cluster of yours to the contract.")
class NamedBrokerIT extends BrokerContract {
    @Override
    String bootstrapServers() {
        return System.getenv("KAFKA_BOOTSTRAP");
    }
}
