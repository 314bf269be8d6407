import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

import io.tokenweir.connect.avro.WeirAvroConverter;
import io.tokenweir.connect.objects.ObjectStorageSinkTask;

/** A task of the object sink on a local folder, and the records that a worker would hand it. */
final class SinkFeed implements AutoCloseable {
    private static final long TIMESTAMP = 1_764_000_000_000L;

    private final String topic;
    private final int partitions;
    private final WeirAvroConverter converter = new WeirAvroConverter();
    private final ObjectStorageSinkTask task = new ObjectStorageSinkTask();
    private final long[] offsets;
    private int turn;

    SinkFeed(RecordedRun recorded, Path folder, String topic, int partitions, Map<String, String> more) {
        this.topic = topic;
        this.partitions = partitions;
        this.offsets = new long[partitions];
        converter.configure(recorded.settings().client("bench"), false);
        Map<String, String> config = new HashMap<>(Map.of("topics", topic, "store.url", folder.toUri().toString()));
        config.putAll(more);
        Set<TopicPartition> assignment = IntStream.range(0, partitions)
                .mapToObj(each -> new TopicPartition(topic, each))
                .collect(Collectors.toSet());
        task.initialize(new BenchContext(config, assignment));
        task.start(config);
        task.open(assignment);
    }

    /** As the worker does it, spread over the partitions in turn. */
    List<SinkRecord> convert(List<byte[]> values) {
        List<SinkRecord> records = new ArrayList<>(values.size());
        for (byte[] value : values) {
            SchemaAndValue read = converter.toConnectData(topic, value);
            int partition = turn++ % partitions;
            long offset = offsets[partition]++;
            records.add(new SinkRecord(
                    topic, partition, null, null, read.schema(), read.value(), offset, TIMESTAMP + offset / 100, TimestampType.CREATE_TIME));
        }
        return records;
    }

    void put(List<SinkRecord> records) {
        task.put(records);
    }

    @Override
    public void close() {
        task.stop();
    }
}
