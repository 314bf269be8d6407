package io.tokenweir.streams;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the topology runs. Immutable.
 *
 * @param applicationId group id and prefix of the changelogs; the operator's topic prefix is put before it
 * @param stateDirectory scratch; may be deleted at any time that the topology is not running
 * @param threads stream threads in this process
 * @param exactlyOnce false gives at-least-once, and results that a crash may count twice: for tests of the tests
 * @param commitInterval how often at the latest what was done becomes visible
 * @param instanceTimeout an instance that sent nothing for so long is given up, and its windows are marked incomplete
 * @param linger how long an ended run is remembered for late-comers
 * @param groupProtocol how instances agree on who does what
 */
public record MetricsStreamsConfig(
        String applicationId,
        Path stateDirectory,
        int threads,
        boolean exactlyOnce,
        Duration commitInterval,
        Duration instanceTimeout,
        Duration linger,
        GroupProtocol groupProtocol) {

    public static MetricsStreamsConfig defaults(Path stateDirectory) {
        return new MetricsStreamsConfig(
                "weir-metrics-streams",
                stateDirectory,
                1,
                true,
                Duration.ofMillis(500),
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                GroupProtocol.CLASSIC);
    }

    /** Remembers ended segments no longer than a segment lasts, but for late-comers at least half a minute. */
    public MetricsStreamsConfig forSegmentsOf(Duration segment) {
        Duration shortest = Duration.ofSeconds(30).compareTo(segment) > 0 ? Duration.ofSeconds(30) : segment;
        Duration kept = shortest.compareTo(linger) > 0 ? linger : shortest;
        return new MetricsStreamsConfig(
                applicationId,
                stateDirectory,
                threads,
                exactlyOnce,
                commitInterval,
                instanceTimeout,
                kept,
                groupProtocol);
    }

    public MetricsStreamsConfig withThreads(int count) {
        return new MetricsStreamsConfig(
                applicationId,
                stateDirectory,
                count,
                exactlyOnce,
                commitInterval,
                instanceTimeout,
                linger,
                groupProtocol);
    }

    public MetricsStreamsConfig withInstanceTimeout(Duration timeout) {
        return new MetricsStreamsConfig(
                applicationId, stateDirectory, threads, exactlyOnce, commitInterval, timeout, linger, groupProtocol);
    }

    public MetricsStreamsConfig withExactlyOnce(boolean really) {
        return new MetricsStreamsConfig(
                applicationId, stateDirectory, threads, really, commitInterval, instanceTimeout, linger, groupProtocol);
    }

    public MetricsStreamsConfig withGroupProtocol(GroupProtocol protocol) {
        return new MetricsStreamsConfig(
                applicationId, stateDirectory, threads, exactlyOnce, commitInterval, instanceTimeout, linger, protocol);
    }
}
