package io.tokenweir.load.health;

import java.util.ArrayList;
import java.util.List;

/** What the texts of Linux' {@code /proc} and {@code cpu.stat} say. Pure. */
final class ProcText {
    private static final long NANOS_PER_JIFFY = 10_000_000L;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STOLEN = 8;

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
}
