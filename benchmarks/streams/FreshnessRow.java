import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.Partial;
import io.tokenweir.events.PartialKind;
import io.tokenweir.events.WindowResult;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.streams.MetricsStreams;
import io.tokenweir.topics.Topic;

/** How old a second is when its ticks, its partials and its results can be read; and what the results weigh. */
record FreshnessRow(LogShape shape) implements StreamsRow {
    private static final int SETTLING_SECONDS = 5;

    @Override
    public Map<String, Object> run(StreamsLab lab) throws Exception {
        KafkaSettings settings = lab.settings(4);
        AvroWire wire = AvroWire.of(settings.client("freshness"));
        long begin = (System.currentTimeMillis() / 1000 + 5) * EventWriter.SECOND_MICROS;
        long counted = begin + SETTLING_SECONDS * EventWriter.SECOND_MICROS;
        List<Long> ticks = new ArrayList<>();
        try (MetricsStreams streams = lab.streams(settings, 1);
                Ages partials = new Ages(settings, Topic.PARTIALS, value -> watermark(wire, value, counted));
                Ages results = new Ages(settings, Topic.METRICS, value -> end(wire, value, counted))) {
            streams.awaitRunning(Duration.ofMinutes(1));
            ThreadCost before = ThreadCost.of("StreamThread-1");
            int seconds = SETTLING_SECONDS + 2 * StreamsLab.seconds();
            write(settings, begin, seconds, counted, ticks);
            Thread.sleep(2000);
            double busy = ThreadCost.of("StreamThread-1").since(before).cpuSeconds() / seconds;
            Map<String, Object> figures = new LinkedHashMap<>();
            double[] sorted = ticks.stream().mapToDouble(Long::doubleValue).sorted().toArray();
            figures.put("window end to ticks acknowledged, ms, p50 and p99", Statistics.quantile(sorted, 0.5) + ", " + Statistics.quantile(sorted, 0.99));
            figures.put("window end to partials readable, ms, p50 and p99", partials.quantile(0.5) + ", " + partials.quantile(0.99));
            figures.put("window end to results readable, ms, p50 and p99", results.quantile(0.5) + ", " + results.quantile(0.99));
            figures.put("the latest results of each second, ms", results.latestBySecond());
            figures.put("CPU of the stream thread, % of a core", Math.round(busy * 100));
            figures.put("results", results.records());
            figures.put("bytes of a result (key and value)", results.bytes() / results.records());
            figures.put("bytes of it in the log", logBytes(lab.logs(), settings.topic(Topic.METRICS)) / results.records());
            return figures;
        }
    }

    private void write(KafkaSettings settings, long begin, int seconds, long counted, List<Long> ticks) throws InterruptedException {
        try (EventWriter writer = new EventWriter(settings, shape)) {
            long sent = 0;
            for (long boundary = begin + EventWriter.SECOND_MICROS; boundary <= begin + seconds * EventWriter.SECOND_MICROS; ) {
                long now = System.currentTimeMillis() * 1000;
                long due = (Math.min(now, boundary) - begin) * shape.eventsPerSecond() / EventWriter.SECOND_MICROS;
                for (; sent < due; sent++) {
                    writer.chunk(Math.min(now, boundary - 1));
                }
                if (now >= boundary) {
                    writer.tick(boundary);
                    if (boundary > counted) {
                        ticks.add(System.currentTimeMillis() - boundary / 1000);
                    }
                    boundary += EventWriter.SECOND_MICROS;
                }
                Thread.sleep(2);
            }
            writer.end(begin + seconds * EventWriter.SECOND_MICROS);
        }
    }

    private static long watermark(AvroWire wire, byte[] value, long counted) {
        Partial partial = wire.decode(value, Partial.class);
        boolean counts = partial.getKind() == PartialKind.WATERMARK && partial.getWatermarkMicros() > counted;
        return counts ? partial.getWatermarkMicros() : 0;
    }

    private static long end(AvroWire wire, byte[] value, long counted) {
        WindowResult result = wire.decode(value, WindowResult.class);
        boolean counts = result.getWindowSeconds() == 1 && result.getWindowEndMicros() > counted;
        return counts ? result.getWindowEndMicros() : 0;
    }

    private static long logBytes(Path logs, String topic) throws IOException {
        try (Stream<Path> files = Files.walk(logs)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> file.getParent().getFileName().toString().matches(topic + "-\\d+"))
                    .mapToLong(FreshnessRow::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
