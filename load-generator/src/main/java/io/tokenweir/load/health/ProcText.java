package io.tokenweir.load.health;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the texts of Linux' {@code /proc} and {@code cpu.stat} say. Pure. */
final class ProcText {
    private static final long NANOS_PER_JIFFY = 10_000_000L;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STOLEN = 8;
    private static final int REMOTE = 2;
    private static final int QUEUES = 4;

    private ProcText() {}

    /** A thread's {@code schedstat}: on a core, and waiting for one while it could run. Since its start. */
    record ThreadTimes(long cpuNanos, long waitNanos) {
        static ThreadTimes of(String schedstat) {
            String[] fields = schedstat.strip().split(" ");
            return new ThreadTimes(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
        }
    }

    /** A core's row of {@code /proc/stat}. Since the machine's start, in hundredths of a second. */
    record CoreTimes(long busyNanos, long totalNanos) {
        int busyPercentSince(CoreTimes before) {
            long total = totalNanos - before.totalNanos;
            return total <= 0 ? 0 : (int) ((busyNanos - before.busyNanos) * 100 / total);
        }
    }

    static List<CoreTimes> cores(List<String> stat) {
        List<CoreTimes> cores = new ArrayList<>();
        for (String line : stat) {
            if (line.startsWith("cpu") && line.charAt(3) != ' ') {
                String[] fields = line.split(" ");
                long total = 0;
                for (int i = 1; i <= STOLEN && i < fields.length; i++) {
                    total += Long.parseLong(fields[i]);
                }
                long idle = Long.parseLong(fields[IDLE]) + Long.parseLong(fields[IO_WAIT]);
                cores.add(new CoreTimes((total - idle) * NANOS_PER_JIFFY, total * NANOS_PER_JIFFY));
            }
        }
        return cores;
    }

    /** Throttled time of a control group, version 1 (nanoseconds) or 2 (microseconds); 0 when it has no quota. */
    static long throttledNanos(List<String> cpuStat) {
        for (String line : cpuStat) {
            if (line.startsWith("throttled_time ")) {
                return Long.parseLong(line.substring("throttled_time ".length()));
            }
            if (line.startsWith("throttled_usec ")) {
                return Long.parseLong(line.substring("throttled_usec ".length())) * 1_000;
            }
        }
        return 0;
    }

    /** Largest receive queue among the connections to {@code remote} in {@code /proc/net/tcp} or {@code tcp6}, bytes. */
    static long largestReceiveQueue(List<String> tcp, InetSocketAddress remote) {
        String wanted = tableAddress(remote);
        long largest = 0;
        for (String line : tcp) {
            if (line.contains(wanted)) {
                String[] fields = line.strip().split(" +");
                // tcp6 writes an IPv4 address with a prefix
                if (fields[REMOTE].endsWith(wanted)) {
                    String queues = fields[QUEUES];
                    largest = Math.max(largest, Long.parseLong(queues.substring(queues.indexOf(':') + 1), 16));
                }
            }
        }
        return largest;
    }

    /** An address as these tables write it: each word of four bytes from its last to its first, then the port. */
    private static String tableAddress(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 3; i >= 0; i--) {
                text.append(String.format(Locale.ROOT, "%02X", bytes[word + i]));
            }
        }
        return text.append(String.format(Locale.ROOT, ":%04X", address.getPort()))
                .toString();
    }
}
