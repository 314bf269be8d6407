package io.tokenweir.platform;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.ConnectRestServer;
import org.apache.kafka.connect.runtime.rest.RestClient;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.apache.kafka.connect.util.FutureCallback;

/**
 * A Kafka Connect worker inside this JVM, for sink connectors on the class path.
 *
 * <p>Plugins are found by service loading only, which takes a tenth of a second where a scan takes three. Sinks read
 * committed records from the earliest; their offsets are consumer group offsets ({@code connect-<name>}) and outlast the
 * worker, but connectors must be put in anew at each start. Source connectors would forget theirs.
 */
public final class EmbeddedConnect implements AutoCloseable {
    private static final long ANSWER_SECONDS = 60;

    private final Herder herder;
    private final Optional<Connect<StandaloneHerder>> rest;

    private EmbeddedConnect(StandaloneHerder herder, Optional<Connect<StandaloneHerder>> rest) {
        this.herder = herder;
        this.rest = rest;
    }

    /** A worker without REST, with our settings. */
    public static EmbeddedConnect start(String bootstrapServers) {
        return start(bootstrapServers, Map.of());
    }

    /** @param workerSettings worker settings that win over ours: security, converters, flush interval */
    public static EmbeddedConnect start(String bootstrapServers, Map<String, String> workerSettings) {
        StandaloneHerder herder = herder(settings(bootstrapServers, workerSettings));
        herder.start();
        return new EmbeddedConnect(herder, Optional.empty());
    }

    /** As above, with Connect's REST API on loopback; {@code restPort} 0 for a free one. */
    public static EmbeddedConnect startWithRest(
            String bootstrapServers, Map<String, String> workerSettings, int restPort) {
        if (restPort != 0) {
            Ports.requireFree(restPort, "Connect REST server");
        }
        Map<String, String> settings = settings(bootstrapServers, workerSettings);
        settings.put("listeners", "http://" + Ports.LOOPBACK + ":" + restPort);
        ConnectRestServer server =
                new ConnectRestServer(null, new RestClient(new StandaloneConfig(settings)), settings);
        server.initializeServer();
        try {
            Connect<StandaloneHerder> connect = new Connect<>(herder(settings), server);
            connect.start();
            return new EmbeddedConnect(connect.herder(), Optional.of(connect));
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    /** URL of the REST API, when there is one. */
    public Optional<String> restUrl() {
        return rest.map(connect -> connect.rest().serverUrl().toString().replaceAll("/$", ""));
    }

    /** Starts a connector, or gives a running one this configuration; refuses what the connector itself refuses. */
    public void putConnector(String name, Map<String, String> config) {
        Map<String, String> named = new HashMap<>(config);
        named.put("name", name);
        FutureCallback<Herder.Created<ConnectorInfo>> done = new FutureCallback<>();
        herder.putConnectorConfig(name, named, true, done);
        await(done, "Connector " + name + " was not accepted");
    }

    /** Stops a connector and forgets it; its consumer group stays. */
    public void removeConnector(String name) {
        FutureCallback<Herder.Created<ConnectorInfo>> done = new FutureCallback<>();
        herder.deleteConnectorConfig(name, done);
        await(done, "Connector " + name + " was not removed");
    }

    public Collection<String> connectors() {
        return herder.connectors();
    }

    /** Refuses a name that was never put in. */
    public ConnectorReport status(String name) {
        ConnectorStateInfo info;
        try {
            info = herder.connectorStatus(name);
        } catch (NotFoundException e) {
            throw new PlatformException("There is no connector " + name + "; put it in first.", e);
        }
        return new ConnectorReport(
                name,
                info.connector().state(),
                text(info.connector().trace()),
                info.tasks().stream()
                        .map(task -> new ConnectorReport.TaskReport(task.id(), task.state(), text(task.trace())))
                        .toList());
    }

    /** Stops all tasks, after each has flushed and committed what it took. */
    @Override
    public void close() {
        if (rest.isPresent()) {
            rest.get().stop();
            rest.get().awaitStop();
        } else {
            herder.stop();
        }
    }

    private static StandaloneHerder herder(Map<String, String> settings) {
        Plugins plugins = new Plugins(settings);
        StandaloneConfig config = new StandaloneConfig(settings);
        var policy = new AllConnectorClientConfigOverridePolicy();
        policy.configure(config.originals());
        Worker worker = new Worker("embedded", Time.SYSTEM, plugins, config, new SinksOnly(), policy);
        return new StandaloneHerder(worker, config.kafkaClusterId(), policy);
    }

    private static Map<String, String> settings(String bootstrapServers, Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("plugin.discovery", "service_load");
        settings.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        settings.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        settings.put("consumer.isolation.level", "read_committed");
        settings.put("consumer.auto.offset.reset", "earliest");
        settings.put("offset.storage.file.filename", "unused: offsets of sinks are in Kafka");
        settings.put("offset.flush.interval.ms", "5000");
        settings.putAll(overrides);
        return settings;
    }

    private static void await(FutureCallback<?> done, String failure) {
        try {
            done.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new PlatformException(failure + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new PlatformException(failure + " within " + ANSWER_SECONDS + " s; see the log.", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static String text(String trace) {
        return trace == null ? "" : trace;
    }

    /** The worker wants a place for the offsets of source connectors. */
    private static final class SinksOnly extends MemoryOffsetBackingStore {
        @Override
        public Set<Map<String, Object>> connectorPartitions(String connectorName) {
            return Set.of();
        }
    }
}
