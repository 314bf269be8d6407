package io.tokenweir.cli;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.common.run.RunIdentity;

/** Where the tap's events go, and under which run. */
final class TapEventOptions {
    enum Events {
        NONE,
        KAFKA
    }

    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--events",
            paramLabel = "none|kafka",
            description = "Where events of the calls go (default: kafka when brokers are named, else none).")
    private Events events;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Run that the events belong to (default: one of their own).")
    private String runId;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            defaultValue = "tap-1",
            description = "Name of this tap within the run (default: ${DEFAULT-VALUE}).")
    private String instance;

    @Option(
            names = "--link-header",
            paramLabel = "NAME",
            defaultValue = "X-Client-Request-Id",
            description = "Request header that names the user's request (default: ${DEFAULT-VALUE}).")
    private String linkHeader;

    /** Throws a usage failure when events are wanted and no cluster is named or answers. */
    TapRecorder open() {
        Instant now = Instant.now();
        String id = runId == null ? RunFolder.runId(now, ThreadLocalRandom.current()) : runId;
        RunIdentity identity = new RunIdentity(id, 0, instance, now.toEpochMilli());
        boolean publishes = events == null ? cluster.given() : events == Events.KAFKA;
        return new TapRecorder(identity, linkHeader, publishes ? cluster.settings() : null);
    }
}
