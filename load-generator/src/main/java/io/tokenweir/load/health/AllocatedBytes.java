package io.tokenweir.load.health;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import com.sun.management.ThreadMXBean;

/**
 * How many bytes of heap all threads have allocated, from the JVM's own count of each: exact, whatever the collector does. What a
 * thread allocates between the last reading and its end is not seen. Counts from the first reading; 0 on a JVM that does not
 * count. Thread-safe.
 */
public final class AllocatedBytes implements LongSupplier {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final boolean counted =
            threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled();
    private Map<Long, Long> last = new HashMap<>();
    private long total;

    @Override
    public synchronized long getAsLong() {
        if (!counted) {
            return 0;
        }
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        boolean first = last.isEmpty();
        Map<Long, Long> now = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            // Negative: it has ended since its number was asked for.
            if (bytes[i] >= 0) {
                now.put(ids[i], bytes[i]);
                total += first ? 0 : bytes[i] - last.getOrDefault(ids[i], 0L);
            }
        }
        last = now;
        return total;
    }
}
