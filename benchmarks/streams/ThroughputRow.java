import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.serde.AvroWire;

/** One stream thread, both stages, through a log of token chunks, beside bare consumers of the same records. */
record ThroughputRow(LogShape shape) implements StreamsRow {
    @Override
    public Map<String, Object> run(StreamsLab lab) throws Exception {
        KafkaSettings settings = lab.settings(1);
        int seconds = StreamsLab.seconds();
        int warmUp = Math.max(2, seconds / 2);
        EventWriter.fill(settings, shape, seconds + warmUp);
        long from = (long) warmUp * (shape.chunksPerSecond() + 1);
        long to = (long) (seconds + warmUp) * (shape.chunksPerSecond() + 1);
        AvroWire wire = AvroWire.of(settings.client("bare"));
        double reading = BareConsumer.cpuPerRecord(settings, from, to, value -> value.length);
        double avro = BareConsumer.cpuPerRecord(
                settings, from, to, value -> wire.decode(value, TokenEvent.class).getHeader().getSeq() + 1);
        CatchUp streams = CatchUp.through(lab, settings, from, to);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("chunks/s", Math.round(streams.chunksPerSecond()));
        figures.put("values/s, million", Statistics.rounded(streams.chunksPerSecond() * shape.values() / 1e6));
        figures.put("CPU of the stream thread, us per chunk", micros(streams.threadSecondsPerChunk()));
        figures.put("CPU of its process, us per chunk", micros(streams.processSecondsPerChunk()));
        figures.put("bytes allocated by the stream thread per chunk", Math.round(streams.bytesPerChunk()));
        figures.put("bare consumer that only reads, us per chunk", micros(reading));
        figures.put("bare consumer that decodes, us per chunk", micros(avro));
        figures.put("stream thread / consumer that decodes", Statistics.rounded(streams.threadSecondsPerChunk() / avro));
        return figures;
    }

    private static double micros(double seconds) {
        return Statistics.rounded(seconds * 1e6);
    }
}
