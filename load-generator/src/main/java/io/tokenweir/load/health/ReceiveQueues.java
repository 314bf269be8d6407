package io.tokenweir.load.health;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The largest receive queue of a connection to the target, from the kernel's tables. They list every socket of the machine,
 * closed ones that linger too, and where these are many a look takes tens of milliseconds. So the next look comes so late that
 * all of them together take half a percent of a core. Not thread-safe.
 */
final class ReceiveQueues {
    private static final int PAUSE_PER_LOOK = 200;

    private final List<Path> tables;
    private final SocketTable table;
    private final LongSupplier nanoClock;
    private long nextLookNanos;

    /** @param tables as Linux writes {@code /proc/net/tcp}; one that cannot be read counts as empty */
    ReceiveQueues(List<Path> tables, InetSocketAddress target, LongSupplier nanoClock) {
        this.tables = tables;
        this.table = new SocketTable(target);
        this.nanoClock = nanoClock;
        this.nextLookNanos = nanoClock.getAsLong();
    }

    /** Bytes now; 0 as well when it is too early for another look. */
    long largest() {
        long start = nanoClock.getAsLong();
        if (start - nextLookNanos < 0) {
            return 0;
        }
        long largest = 0;
        for (Path path : tables) {
            largest = Math.max(largest, table.largestReceiveQueue(path));
        }
        nextLookNanos = start + PAUSE_PER_LOOK * (nanoClock.getAsLong() - start);
        return largest;
    }
}
