import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * One stream thread through the same number of terminal events, of few keys and of many: only these count per key. The run ends just
 * before a minute does, when most is remembered.
 *
 * @param eventsPerSecond in each second of event time; at 10,000 the run lasts over two minutes, at 100,000 nearly
 *     half of the many keys have something end in each second
 */
record TerminalRow(int eventsPerSecond) implements StreamsRow {
    private static final int FEW = 10;
    private static final int MANY = 100_000;
    private static final int EVENTS = 1_300_000;
    private static final int WARM_UP = 300_000;

    private record Measured(CatchUp streams, double decoding, double mostHeap) {}

    @Override
    public Map<String, Object> run(StreamsLab lab) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        Measured few = measure(lab, FEW);
        Measured many = measure(lab, MANY);
        put(figures, FEW, few);
        put(figures, MANY, many);
        figures.put(
                "falls by",
                Statistics.rounded(few.streams().eventsPerSecond() / many.streams().eventsPerSecond()) + " x");
        return figures;
    }

    private static void put(Map<String, Object> figures, int keys, Measured measured) {
        CatchUp streams = measured.streams();
        String of = ", " + keys + " keys";
        figures.put("terminal events/s" + of, Math.round(streams.eventsPerSecond()));
        figures.put("CPU of the stream thread, us per event" + of, Statistics.rounded(streams.threadSecondsPerEvent() * 1e6));
        figures.put("bare consumer that decodes, us per event" + of, Statistics.rounded(measured.decoding() * 1e6));
        figures.put(
                "stream thread / consumer that decodes" + of,
                Statistics.rounded(streams.threadSecondsPerEvent() / measured.decoding()));
        figures.put("bytes allocated by the stream thread per event" + of, Math.round(streams.bytesPerEvent()));
        figures.put("heap in use after a full collection at the end, MB" + of, Statistics.rounded(streams.heapMegabytes()));
        figures.put("most heap in use after any collection, MB" + of, Statistics.rounded(measured.mostHeap()));
    }

    private Measured measure(StreamsLab lab, int keys) throws Exception {
        KafkaSettings settings = lab.settings(1);
        int seconds = (EVENTS + eventsPerSecond - 1) / eventsPerSecond;
        EventWriter.fillTerminal(settings, new LogShape(0, eventsPerSecond, keys, 4), seconds);
        AvroWire wire = AvroWire.of(settings.client("bare"));
        double decoding = BareConsumer.cpuPerRecord(settings, Topic.REQUESTS, WARM_UP, EVENTS, value ->
                wire.decode(value, RequestEvent.class).getHeader().getSeq() + 1);
        System.gc();
        try (HeapAfterCollections heap = new HeapAfterCollections()) {
            CatchUp streams = CatchUp.through(lab, settings, Topic.REQUESTS, WARM_UP, (long) seconds * (eventsPerSecond + 1));
            return new Measured(streams, decoding, heap.mostMegabytes());
        }
    }
}
