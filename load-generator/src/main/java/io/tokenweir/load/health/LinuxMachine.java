package io.tokenweir.load.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.tokenweir.load.health.ProcText.CoreTimes;
import io.tokenweir.load.health.ProcText.ThreadTimes;

/**
 * Asks Linux once a second how the event loops and the machine fared. A file that is missing (another system, a sandbox) counts
 * as silence. Not thread-safe.
 */
final class LinuxMachine {
    private static final String LOOP_THREADS = "weir-loop-";
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final List<Path> CPU_STATS = List.of(
            Path.of("/sys/fs/cgroup/cpu.stat"),
            Path.of("/sys/fs/cgroup/cpu/cpu.stat"),
            Path.of("/sys/fs/cgroup/cpu,cpuacct/cpu.stat"));

    private static final List<Path> SOCKETS = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private final TextFile text = new TextFile();
    private final ReceiveQueues receiveQueues;
    private final Path cpuStat =
            CPU_STATS.stream().filter(Files::isReadable).findFirst().orElse(null);
    private Map<Path, ThreadTimes> loops = new HashMap<>();
    private List<CoreTimes> cores;
    private long throttledNanos;

    LinuxMachine(InetSocketAddress target) {
        this.receiveQueues = new ReceiveQueues(SOCKETS, target, System::nanoTime);
        this.cores = ProcText.cores(text.lines(Path.of("/proc/stat")));
        this.throttledNanos = throttled();
    }

    /** Since the call before this one; the first since the construction. */
    MachineSecond second() {
        long busiest = 0;
        long waitedMost = 0;
        Map<Path, ThreadTimes> now = readLoops();
        for (Map.Entry<Path, ThreadTimes> loop : now.entrySet()) {
            ThreadTimes before = loops.getOrDefault(loop.getKey(), loop.getValue());
            busiest = Math.max(busiest, loop.getValue().cpuNanos() - before.cpuNanos());
            waitedMost = Math.max(waitedMost, loop.getValue().waitNanos() - before.waitNanos());
        }
        loops = now;
        List<CoreTimes> coresNow = ProcText.cores(text.lines(Path.of("/proc/stat")));
        List<Integer> busy = Stream.iterate(0, i -> i < Math.min(cores.size(), coresNow.size()), i -> i + 1)
                .map(i -> coresNow.get(i).busyPercentSince(cores.get(i)))
                .toList();
        cores = coresNow;
        long throttledNow = throttled();
        MachineSecond second =
                new MachineSecond(busiest, waitedMost, throttledNow - throttledNanos, busy, receiveQueues.largest());
        throttledNanos = throttledNow;
        return second;
    }

    private Map<Path, ThreadTimes> readLoops() {
        Map<Path, ThreadTimes> times = new HashMap<>();
        for (Path task : loops.isEmpty() ? loopTasks() : loops.keySet()) {
            List<String> schedstat = text.lines(task.resolve("schedstat"));
            if (!schedstat.isEmpty()) {
                times.put(task, ThreadTimes.of(schedstat.get(0)));
            }
        }
        return times;
    }

    private List<Path> loopTasks() {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.filter(task ->
                            text.lines(task.resolve("comm")).stream().anyMatch(name -> name.startsWith(LOOP_THREADS)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private long throttled() {
        return cpuStat == null ? 0 : ProcText.throttledNanos(text.lines(cpuStat));
    }
}
