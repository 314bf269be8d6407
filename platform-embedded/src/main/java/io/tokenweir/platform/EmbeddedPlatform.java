package io.tokenweir.platform;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Broker and registry together, over one data folder: what the pipeline needs when no cluster is named.
 *
 * <p>Both are up when {@link #start} returns; {@link #close()} stops both. Started again over the same folder they have
 * their data and ids back.
 */
public final class EmbeddedPlatform implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;

    private EmbeddedPlatform(EmbeddedBroker broker, EmbeddedRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    public static EmbeddedPlatform start(PlatformConfig config) {
        if (config.registryPort() != 0) {
            Ports.requireFree(config.registryPort(), "schema registry");
        }
        EmbeddedBroker broker =
                EmbeddedBroker.start(config.dataFolder(), config.brokerPort(), config.brokerOverrides());
        try {
            return new EmbeddedPlatform(
                    broker,
                    EmbeddedRegistry.start(
                            broker.bootstrapServers(), config.registryPort(), config.registryUserInfo()));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** On free ports, without authentication. */
    public static EmbeddedPlatform inFolder(Path dataFolder) {
        return start(PlatformConfig.inFolder(dataFolder));
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String schemaRegistryUrl() {
        return registry.url();
    }

    /** Why the broker gave up after it had started, if it did. */
    public Optional<String> failure() {
        return broker.failure();
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
