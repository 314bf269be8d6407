import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;

import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

import io.tokenweir.connect.prometheus.PrometheusSinkTask;

/** One task of the sink, which writes to a URL. */
final class Sink implements AutoCloseable {
    private static final int POLL = 500; // max.poll.records, by default

    private final PrometheusSinkTask task = new PrometheusSinkTask();

    Sink(String url) {
        task.initialize((SinkTaskContext) Proxy.newProxyInstance(
                Sink.class.getClassLoader(), new Class<?>[] {SinkTaskContext.class}, (proxy, method, arguments) -> null));
        task.start(Map.of(
                "name", "benchmark", "topics", Rows.TOPIC, "remote.write.url", url, "remote.write.protocol", "1"));
    }

    void put(java.util.List<SinkRecord> records) {
        for (int from = 0; from < records.size(); from += POLL) {
            Collection<SinkRecord> polled = records.subList(from, Math.min(from + POLL, records.size()));
            task.put(polled);
        }
    }

    @Override
    public void close() {
        task.stop();
    }
}
