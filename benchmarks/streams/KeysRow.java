import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/** One stream thread through the same number of chunks, of few keys and of many. */
record KeysRow(LogShape shape) implements StreamsRow {
    private static final int FEW = 10;
    private static final int MANY = 100_000;

    @Override
    public Map<String, Object> run(StreamsLab lab) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        CatchUp few = measure(lab, FEW);
        CatchUp many = measure(lab, MANY);
        figures.put("chunks/s with " + FEW + " keys", Math.round(few.eventsPerSecond()));
        figures.put("chunks/s with " + MANY + " keys", Math.round(many.eventsPerSecond()));
        figures.put("falls by", Statistics.rounded(few.eventsPerSecond() / many.eventsPerSecond()) + " x");
        figures.put("CPU of the stream thread, us per chunk, " + FEW + " keys", Statistics.rounded(few.threadSecondsPerEvent() * 1e6));
        figures.put("CPU of the stream thread, us per chunk, " + MANY + " keys", Statistics.rounded(many.threadSecondsPerEvent() * 1e6));
        figures.put("heap in use after a collection, MB, " + FEW + " keys", Statistics.rounded(few.heapMegabytes()));
        figures.put("heap in use after a collection, MB, " + MANY + " keys", Statistics.rounded(many.heapMegabytes()));
        return figures;
    }

    private CatchUp measure(StreamsLab lab, int keys) throws Exception {
        KafkaSettings settings = lab.settings(1);
        int seconds = StreamsLab.seconds();
        EventWriter.fill(settings, shape.withAccounts(keys), seconds + 3);
        long perSecond = shape.eventsPerSecond() + 1;
        return CatchUp.through(lab, settings, Topic.TOKENS, 3 * perSecond, (seconds + 3) * perSecond);
    }
}
