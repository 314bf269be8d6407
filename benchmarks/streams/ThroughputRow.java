import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** One stream thread, both stages, through a log of token chunks, beside bare consumers of the same records. */
record ThroughputRow(LogShape shape) implements StreamsRow {
    @Override
    public Map<String, Object> run(StreamsLab lab) throws Exception {
        KafkaSettings settings = lab.settings(1);
        int seconds = StreamsLab.seconds();
        int warmUp = Math.max(2, seconds / 2);
        EventWriter.fill(settings, shape, seconds + warmUp);
        long from = (long) warmUp * (shape.eventsPerSecond() + 1);
        long to = (long) (seconds + warmUp) * (shape.eventsPerSecond() + 1);
        AvroWire wire = AvroWire.of(settings.client("bare"));
        double reading = BareConsumer.cpuPerRecord(settings, Topic.TOKENS, from, to, value -> value.length);
        double avro = BareConsumer.cpuPerRecord(
                settings, Topic.TOKENS, from, to, value -> wire.decode(value, TokenEvent.class).getHeader().getSeq() + 1);
        CatchUp streams = CatchUp.through(lab, settings, Topic.TOKENS, from, to);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("chunks/s", Math.round(streams.eventsPerSecond()));
        figures.put("values/s, million", Statistics.rounded(streams.eventsPerSecond() * shape.values() / 1e6));
        figures.put("CPU of the stream thread, us per chunk", micros(streams.threadSecondsPerEvent()));
        figures.put("CPU of its process, us per chunk", micros(streams.processSecondsPerEvent()));
        figures.put("bytes allocated by the stream thread per chunk", Math.round(streams.bytesPerEvent()));
        figures.put("bare consumer that only reads, us per chunk", micros(reading));
        figures.put("bare consumer that decodes, us per chunk", micros(avro));
        figures.put("stream thread / consumer that decodes", Statistics.rounded(streams.threadSecondsPerEvent() / avro));
        return figures;
    }

    private static double micros(double seconds) {
        return Statistics.rounded(seconds * 1e6);
    }
}
