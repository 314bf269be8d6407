import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.tokenweir.topics.Topic;

/**
 * Heap that stays after a collection while one task holds open objects of many partitions, beside what its configuration
 * allows. No object is due by time or count: only the bound on memory publishes any.
 */
record PartitionsRow(int partitions) implements ObjectsRow {
    private static final long MIB = 1024 * 1024;
    private static final int BATCH = 500;

    @Override
    public Map<String, Object> run(RecordedRun recorded) throws Exception {
        List<byte[]> values = recorded.values(Topic.REQUESTS);
        Map<String, Object> figures = new LinkedHashMap<>();
        for (long bound : new long[] {32, 64, 128}) {
            Path folder = recorded.folder();
            Map<String, String> config = Map.of(
                    "buffer.max.bytes", "" + bound * MIB, "flush.records", "1000000", "rotate.interval.ms", "3600000");
            long before = live();
            try (SinkFeed feed = new SinkFeed(recorded, folder, recorded.settings().topic(Topic.REQUESTS), partitions, config)) {
                long most = 0;
                long records = 0;
                for (int pass = 0; pass < 5; pass++) {
                    for (int from = 0; from + BATCH <= values.size(); from += BATCH) {
                        feed.put(feed.convert(values.subList(from, from + BATCH)));
                        records += BATCH;
                        if (records % 20_000 == 0) {
                            most = Math.max(most, live() - before);
                        }
                    }
                }
                String name = "buffer.max.bytes = " + bound + " MiB: ";
                figures.put(name + "most heap held, MiB", Statistics.rounded(most / (double) MIB));
                try (Stream<Path> files = Files.walk(folder)) {
                    long objects = files.filter(each -> each.toString().endsWith(".parquet")).count();
                    figures.put(name + "records put", records);
                    figures.put(name + "objects published", objects);
                }
            }
        }
        return figures;
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
