package io.tokenweir.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker, with its own controller (KRaft), inside this JVM, over one folder.
 *
 * <p>Started again over the same folder, also after the process was killed, it has what it had acknowledged. It owns the
 * folder while it runs. {@link #start} returns when the broker takes requests. A broker that fails later does not take the
 * JVM with it: {@link #failure()} tells.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int PORT_RACES = 3;

    private final FolderLock lock;
    private final KafkaRaftServer server;
    private final int port;
    private boolean closed;

    private EmbeddedBroker(FolderLock lock, KafkaRaftServer server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /**
     * @param folder made when missing
     * @param port 0 for a free one
     * @param overrides broker settings that win over ours
     */
    public static EmbeddedBroker start(Path folder, int port, Map<String, String> overrides) {
        Path absolute = folder.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.of(absolute);
        try {
            if (port != 0) {
                Ports.requireFree(port, "broker");
            }
            Path data = absolute.resolve("kafka");
            format(data);
            return startFormatted(lock, data, port, overrides);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Free port, our settings. */
    public static EmbeddedBroker inFolder(Path folder) {
        return start(folder, 0, Map.of());
    }

    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    /** Why a broker of this JVM gave up after it had started, if one did. */
    public Optional<String> failure() {
        return FatalFaults.last();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.shutdown();
            server.awaitShutdown();
            lock.close();
        }
    }

    private static EmbeddedBroker startFormatted(
            FolderLock lock, Path data, int wantedPort, Map<String, String> overrides) {
        FatalFaults.keepTheJvmAlive();
        for (int race = 1; ; race++) {
            int port = wantedPort == 0 ? Ports.free() : wantedPort;
            Properties settings = BrokerSettings.of(data, port, Ports.free(), overrides);
            KafkaRaftServer server = null;
            try {
                server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
                server.startup();
                FatalFaults.forget();
                LOG.atDebug()
                        .addKeyValue("port", port)
                        .addKeyValue("folder", data)
                        .log("broker started");
                return new EmbeddedBroker(lock, server, port);
            } catch (RuntimeException e) {
                stop(server);
                if (!isBindFailure(e)) {
                    throw new PlatformException("The broker cannot start over " + data + ": " + e.getMessage(), e);
                }
                if (wantedPort != 0 || race == PORT_RACES) {
                    throw Ports.inUse(port, "broker", e);
                }
            }
        }
    }

    /** Gives the folder its cluster id, once. */
    private static void format(Path data) {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(data);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .run();
        } catch (IOException e) {
            throw new PlatformException("The data folder " + data + " cannot be written (" + e + ").", e);
        } catch (Exception e) { // Formatter.run() declares nothing narrower
            throw new PlatformException("The data folder " + data + " cannot be prepared: " + e.getMessage(), e);
        }
    }

    private static boolean isBindFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static void stop(KafkaRaftServer server) {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
