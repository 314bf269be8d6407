package io.tokenweir.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.kafka.common.metrics.PluginMetrics;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.TaskContext;

class TaskMetricsTest {
    private final AtomicLong clock = new AtomicLong(10_000);

    @Test
    void areTheWorkersOwnWhereItHasAPlaceForThem() {
        TaskContext context = new TaskContext();
        try (TaskMetrics metrics = TaskMetrics.open(context, "sink", "objects", clock::get)) {
            metrics.wrote(3);
            metrics.retried();
            metrics.deadLetter();
            metrics.deadLetter();
            clock.addAndGet(2_500);

            assertThat(context.metric("objects-written-total")).isEqualTo(3);
            assertThat(context.metric("retries-total")).isEqualTo(1);
            assertThat(context.metric("dead-letters-total")).isEqualTo(2);
            assertThat(context.metric("seconds-since-last-success")).isEqualTo(2.5);
        }
    }

    @Test
    void areAnMBeanInAWorkerFromBeforeKafka41() throws Exception {
        TaskContext old = new TaskContext() {
            @Override
            public PluginMetrics pluginMetrics() {
                throw new NoSuchMethodError("pluginMetrics");
            }
        };
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.tokenweir.connect:type=sink-task,connector=\"an \\\"old\\\" one\",task=7");
        String before = Thread.currentThread().getName();
        Thread.currentThread().setName("task-thread-an \"old\" one-7");
        try (TaskMetrics metrics = TaskMetrics.open(old, "an \"old\" one", "samples", clock::get)) {
            metrics.wrote(5);

            assertThat(server.getAttribute(name, "samples-written-total")).isEqualTo(5.0);
            assertThat(server.getMBeanInfo(name).getAttributes()).hasSize(4);
        } finally {
            Thread.currentThread().setName(before);
        }
        assertThat(server.isRegistered(name)).isFalse();
    }
}
