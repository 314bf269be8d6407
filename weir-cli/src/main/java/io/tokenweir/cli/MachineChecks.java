package io.tokenweir.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;

/** Looks at the machine for what would stop a run, or bend its numbers. Reads only; the port check opens and closes one. */
final class MachineChecks {
    private static final long GIB = 1L << 30;
    private static final int DESCRIPTORS_BESIDE_STREAMS = 1_000;

    /** How bad a finding is. */
    enum Level {
        OK("ok"),
        WARN("warn"),
        BAD("BAD");

        private final String text;

        Level(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** @param sentence what was found and, unless all is well, the mend */
    record Finding(Level level, String topic, String sentence) {}

    private MachineChecks() {}

    static List<Finding> all(int virtualUsers, Path folder) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk(Runtime.version().feature()));
        findings.add(cores(Runtime.getRuntime().availableProcessors(), system.getSystemLoadAverage()));
        findings.add(memory(system.getFreeMemorySize() + reclaimable(), system.getTotalMemorySize()));
        findings.add(disk(folder));
        findings.add(
                system instanceof UnixOperatingSystemMXBean unix
                        ? descriptors(unix.getMaxFileDescriptorCount(), virtualUsers)
                        : new Finding(Level.OK, "files", "no limit of open files is known on this system"));
        findings.add(ports());
        findings.add(timer());
        findings.add(priority(ThreadPriority.isSupported()));
        return findings;
    }

    static Finding jdk(int feature) {
        return feature < 17
                ? new Finding(Level.BAD, "jdk", "Java " + feature + " is too old; install a JDK 17 or newer.")
                : new Finding(Level.OK, "jdk", "Java " + feature);
    }

    static Finding cores(int cores, double load) {
        if (cores < 2) {
            return new Finding(
                    Level.WARN, "cores", "one core: the meter will share it with what it measures; use two or more.");
        }
        if (load > cores * 0.7) {
            return new Finding(
                    Level.WARN,
                    "cores",
                    String.format(
                            "%d cores, but a load of %.1f already: end what is running, or windows turn invalid.",
                            cores, load));
        }
        return new Finding(Level.OK, "cores", cores + " cores, load " + String.format("%.1f", load));
    }

    static Finding priority(boolean supported) {
        return supported
                ? new Finding(Level.OK, "priority", "the pipe can wait behind the meter (renice)")
                : new Finding(
                        Level.WARN,
                        "priority",
                        "no renice here (Linux has it in bsdutils or util-linux): pipe and meter compete for the cores, and more"
                                + " windows turn invalid.");
    }

    static Finding memory(long freeBytes, long totalBytes) {
        String found = String.format("%.1f of %.1f GiB free", freeBytes / (double) GIB, totalBytes / (double) GIB);
        return freeBytes < 3 * GIB / 2
                ? new Finding(Level.BAD, "memory", found + "; a demo needs 1.5 GiB: end what is running.")
                : new Finding(Level.OK, "memory", found);
    }

    static Finding descriptors(long limit, int virtualUsers) {
        long needed = virtualUsers * 2L + DESCRIPTORS_BESIDE_STREAMS;
        return limit < needed
                ? new Finding(
                        Level.BAD,
                        "files",
                        "only " + limit + " files may be open, " + virtualUsers + " streams need " + needed
                                + ": run ulimit -n " + needed + " first.")
                : new Finding(Level.OK, "files", limit + " files may be open");
    }

    private static Finding disk(Path folder) {
        try {
            long free = Files.getFileStore(folder.toAbsolutePath()).getUsableSpace();
            String found = String.format("%.1f GiB free here", free / (double) GIB);
            return free < 2 * GIB
                    ? new Finding(Level.BAD, "disk", found + "; 2 GiB are needed: ./weir runs --keep-last 3 may help.")
                    : new Finding(Level.OK, "disk", found);
        } catch (IOException e) {
            return new Finding(Level.WARN, "disk", "free space cannot be read: " + e.getMessage());
        }
    }

    private static Finding ports() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Finding(Level.OK, "ports", "loopback gives free ports, such as " + socket.getLocalPort());
        } catch (IOException e) {
            return new Finding(
                    Level.BAD,
                    "ports",
                    "no port can be opened on loopback (" + e.getMessage() + "); check the firewall.");
        }
    }

    /** How late a 1 ms park wakes up: the floor of every pacing figure on this machine. */
    private static Finding timer() {
        long worst = 0;
        for (int i = 0; i < 50; i++) {
            long before = System.nanoTime();
            LockSupport.parkNanos(1_000_000);
            worst = Math.max(worst, System.nanoTime() - before - 1_000_000);
        }
        String found = String.format("a 1 ms timer woke at most %.2f ms late", worst / 1e6);
        return worst > 5_000_000
                ? new Finding(
                        Level.WARN, "clock", found + ": this machine is busy or throttled; windows may turn invalid.")
                : new Finding(Level.OK, "clock", found);
    }

    /** Linux counts page cache as used; what it would give back is in MemAvailable. */
    private static long reclaimable() {
        try {
            long free = 0;
            long available = 0;
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemFree:")) {
                    free = kibibytes(line);
                } else if (line.startsWith("MemAvailable:")) {
                    available = kibibytes(line);
                }
            }
            return Math.max(0, available - free);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static long kibibytes(String line) {
        return Long.parseLong(line.replaceAll("\\D+", "")) << 10;
    }
}
