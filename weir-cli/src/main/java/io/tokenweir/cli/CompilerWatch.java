package io.tokenweir.cli;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;

/** Has this process' second compiler step back when its {@link CompilerTurn} is over. Owns a thread that ends with it. */
final class CompilerWatch implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final CompilerTurn turn = new CompilerTurn();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread watch = new Thread(task, "weir-compiler-watch");
        watch.setDaemon(true);
        return watch;
    });
    private long cpuNanos = system.getProcessCpuTime();
    private long wallNanos = System.nanoTime();

    CompilerWatch() {
        thread.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        double cores = (cpu - cpuNanos) / Math.max(NANOS_PER_SECOND / 2, wall - wallNanos);
        cpuNanos = cpu;
        wallNanos = wall;
        if (turn.isOver(cores)) {
            thread.shutdown();
            ThreadPriority.compileWhenIdle();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
