package io.tokenweir.dashboard;

import java.time.Duration;

/**
 * Where the dashboard listens and how much it remembers.
 *
 * @param host address to listen on; loopback unless the operator says otherwise
 * @param port port to listen on; 0 takes a free one
 * @param windowsPerSeries how many windows of each size one series keeps; 1800 one-second windows are half an hour
 * @param maxWindows how many windows all series keep together; the series that was silent longest goes first
 * @param maxRuns how many runs are listed; the oldest goes first
 * @param maxStreams how many pages may be open at once
 * @param frameGap least time between two frames of one stream; what changes meanwhile travels in the next one
 * @param pulse how often a stream says that it lives when nothing changes
 */
public record DashboardConfig(
        String host,
        int port,
        int windowsPerSeries,
        int maxWindows,
        int maxRuns,
        int maxStreams,
        Duration frameGap,
        Duration pulse) {

    public DashboardConfig {
        if (windowsPerSeries < 1 || maxWindows < windowsPerSeries || maxRuns < 1 || maxStreams < 1) {
            throw new IllegalArgumentException(
                    "Dashboard bounds must be positive, and maxWindows at least windowsPerSeries");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Dashboard port " + port + " is outside 0..65535; 0 takes a free one");
        }
    }

    /** The default bounds: half an hour of seconds per series, about 30 MB of heap at most. */
    public static DashboardConfig on(String host, int port) {
        return new DashboardConfig(host, port, 1800, 24_000, 100, 64, Duration.ofMillis(100), Duration.ofSeconds(5));
    }

    /** A free port on loopback. */
    public static DashboardConfig local() {
        return on("127.0.0.1", 0);
    }
}
