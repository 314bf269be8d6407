package io.tokenweir.connect.metrics;

import java.util.LinkedHashMap;
import java.util.List;

import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The only class that names Kafka's {@link PluginMetrics} (4.1): in an older worker touching it is a linkage error. */
final class WorkerMetrics {
    private WorkerMetrics() {}

    /** Whether the worker took the figures. */
    static boolean register(SinkTaskContext context, List<Figure> figures) {
        PluginMetrics metrics = context.pluginMetrics();
        if (metrics == null) {
            return false;
        }
        for (Figure figure : figures) {
            Gauge<Double> gauge = (config, now) -> figure.value().getAsDouble();
            metrics.addMetric(metrics.metricName(figure.name(), figure.description(), new LinkedHashMap<>()), gauge);
        }
        return true;
    }
}
