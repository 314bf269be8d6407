package io.tokenweir.connect.metrics;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.LoggerFactory;

/**
 * What a sink task counts of itself: what it wrote, how often it had to try again, what it gave to the dead letters, and how
 * long its last success is ago.
 *
 * <p>From Kafka 4.1 on the figures are the worker's plugin metrics: with tags connector and task, through the worker's own
 * reporters, ended by the worker. Older workers have no such place; there they are an MBean of their own
 * ({@link TaskMBean}). Counted by the task's thread, read by any.
 */
public final class TaskMetrics implements AutoCloseable {
    private static final double MILLIS_PER_SECOND = 1000;

    private final LongAdder written = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private final LongSupplier clockMillis;
    private volatile long lastSuccess;
    private Optional<TaskMBean> bean = Optional.empty();

    private TaskMetrics(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
        lastSuccess = clockMillis.getAsLong();
    }

    /**
     * @param connector the connector's name
     * @param what is written, in the plural: {@code samples}, {@code objects}
     * @param clockMillis for the age of the last success
     */
    public static TaskMetrics open(SinkTaskContext context, String connector, String what, LongSupplier clockMillis) {
        TaskMetrics metrics = new TaskMetrics(clockMillis);
        List<Figure> figures = metrics.figures(what);
        if (!registered(context, figures)) {
            metrics.bean = TaskMBean.register(connector, figures);
        }
        return metrics;
    }

    private static boolean registered(SinkTaskContext context, List<Figure> figures) {
        try {
            return WorkerMetrics.register(context, figures);
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            LoggerFactory.getLogger(TaskMetrics.class)
                    .debug("This worker has no plugin metrics, which came with Kafka 4.1: an MBean instead");
            return false;
        }
    }

    private List<Figure> figures(String what) {
        return List.of(
                new Figure(what + "-written-total", "How many " + what + " the other side has taken.", written::sum),
                new Figure("retries-total", "Attempts that failed and were made again.", retries::sum),
                new Figure(
                        "dead-letters-total",
                        "Records given to Connect's error handling because nothing can be written of them.",
                        deadLetters::sum),
                new Figure(
                        "seconds-since-last-success",
                        "How long ago the other side last took something; before that, how long the task runs.",
                        () -> (clockMillis.getAsLong() - lastSuccess) / MILLIS_PER_SECOND));
    }

    /** The other side took so many. */
    public void wrote(long count) {
        written.add(count);
        lastSuccess = clockMillis.getAsLong();
    }

    public void retried() {
        retries.increment();
    }

    public void deadLetter() {
        deadLetters.increment();
    }

    /** Takes the MBean away where there is one; what the worker keeps, it ends itself. */
    @Override
    public void close() {
        bean.ifPresent(TaskMBean::close);
    }
}
