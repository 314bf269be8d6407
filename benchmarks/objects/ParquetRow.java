import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.sink.SinkRecord;

import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** Records per second of one task to local files, and its CPU time beside that of Parquet's own writer on the same records. */
record ParquetRow(Topic topic, Class<? extends SpecificRecord> type) implements ObjectsRow {
    private static final int BATCH = 500;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Override
    public Map<String, Object> run(RecordedRun recorded) throws Exception {
        List<byte[]> values = recorded.values(topic);
        String seconds = System.getenv("BENCH_SECONDS");
        long spanNanos = (seconds == null ? 10 : Integer.parseInt(seconds)) * 1_000_000_000L;
        String pairsWanted = System.getenv("BENCH_PAIRS");
        int pairs = pairsWanted == null ? 3 : Integer.parseInt(pairsWanted);
        sink(recorded, values, spanNanos);
        bare(recorded, values, spanNanos);
        List<Double> ratios = new ArrayList<>();
        List<Cost> bares = new ArrayList<>();
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            bares.add(bare(recorded, values, spanNanos));
            costs.add(sink(recorded, values, spanNanos));
            ratios.add(costs.get(i).putMicros() / bares.get(i).putMicros());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("task, records/s", Math.round(Statistics.median(costs.stream().map(Cost::recordsPerSecond).toList())));
        figures.put("task, us of CPU per record", Statistics.median(costs.stream().map(Cost::putMicros).toList(), 2));
        figures.put("bare Parquet writer, us of CPU per record", Statistics.median(bares.stream().map(Cost::putMicros).toList(), 2));
        figures.put("x the bare writer's CPU", Statistics.median(ratios, 2));
        figures.put("of the pairs", Statistics.range(ratios));
        figures.put("the converter before it, us of CPU per record", Statistics.median(costs.stream().map(Cost::convertMicros).toList(), 2));
        figures.put("bytes of a record in the objects", Statistics.median(costs.stream().map(Cost::bytes).toList(), 1));
        figures.put("bytes of a record in the bare writer's files", Statistics.median(bares.stream().map(Cost::bytes).toList(), 1));
        figures.put("bytes of a value", values.stream().mapToInt(value -> value.length).sum() / values.size());
        return figures;
    }

    private record Cost(double recordsPerSecond, double putMicros, double convertMicros, double bytes) {}

    private Cost sink(RecordedRun recorded, List<byte[]> values, long spanNanos) throws Exception {
        Path folder = recorded.folder();
        try (SinkFeed feed = new SinkFeed(recorded, folder, recorded.settings().topic(topic), 4, Map.of())) {
            long converting = 0;
            long putting = 0;
            long wall = 0;
            long records = 0;
            while (wall < spanNanos) {
                for (int from = 0; from + BATCH <= values.size() && wall < spanNanos; from += BATCH) {
                    long began = THREADS.getCurrentThreadCpuTime();
                    List<SinkRecord> batch = feed.convert(values.subList(from, from + BATCH));
                    long converted = THREADS.getCurrentThreadCpuTime();
                    long wallBefore = System.nanoTime();
                    feed.put(batch);
                    wall += System.nanoTime() - wallBefore;
                    putting += THREADS.getCurrentThreadCpuTime() - converted;
                    converting += converted - began;
                    records += BATCH;
                }
            }
            return new Cost(
                    records * 1e9 / wall, putting / 1e3 / records, converting / 1e3 / records, stored(folder) / (double) records);
        }
    }

    /** Decoding is not in it. */
    private Cost bare(RecordedRun recorded, List<byte[]> values, long spanNanos) throws Exception {
        AvroWire wire = AvroWire.of(recorded.settings().client("bare"));
        Path folder = recorded.folder();
        try (BareParquet parquet = new BareParquet(folder, SpecificData.get().getSchema(type))) {
            long cpu = 0;
            long records = 0;
            while (cpu < spanNanos) {
                for (int from = 0; from + BATCH <= values.size() && cpu < spanNanos; from += BATCH) {
                    List<SpecificRecord> batch = new ArrayList<>(BATCH);
                    for (byte[] value : values.subList(from, from + BATCH)) {
                        batch.add(wire.decode(value, type));
                    }
                    long began = THREADS.getCurrentThreadCpuTime();
                    for (SpecificRecord record : batch) {
                        parquet.write(record);
                    }
                    cpu += THREADS.getCurrentThreadCpuTime() - began;
                    records += BATCH;
                }
            }
            // The last file is not closed yet, and counts for nothing among many.
            return new Cost(records * 1e9 / cpu, cpu / 1e3 / records, 0, stored(folder) / (double) records);
        }
    }

    private static long stored(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
