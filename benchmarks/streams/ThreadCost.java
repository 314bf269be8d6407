import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

import com.sun.management.ThreadMXBean;

/** What the threads whose names contain a text have cost so far: CPU time, and bytes allocated. */
record ThreadCost(double cpuSeconds, long allocatedBytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static ThreadCost of(String name) {
        long nanos = 0;
        long bytes = 0;
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo thread = THREADS.getThreadInfo(id);
            if (thread != null && thread.getThreadName().contains(name)) {
                nanos += Math.max(0, THREADS.getThreadCpuTime(id));
                bytes += THREADS.getThreadAllocatedBytes(id);
            }
        }
        return new ThreadCost(nanos / 1e9, bytes);
    }

    ThreadCost since(ThreadCost before) {
        return new ThreadCost(cpuSeconds - before.cpuSeconds, allocatedBytes - before.allocatedBytes);
    }
}
