package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * The sources of samples that a task has seen (rows of one name, or one merged series), and what is known of each: its newest
 * timestamp, and which series it has at the server, so that these can be ended when nothing more
 * comes, or when more sources are alive than are remembered. Pure: time is given. One thread.
 *
 * <p>Timestamps rise: a row's time is its window's end; a correction comes with an old window but newer cumulative values,
 * and a server refuses to go back, so it is placed 1 ms after the newest.
 */
final class LiveSeries {
    private static final int MAX_SOURCES = 10_000;

    private final long staleAfterMillis;
    private final Map<Object, Source> sources = new LinkedHashMap<>(16, 0.75f, true);
    private long series;

    LiveSeries(long staleAfterMillis) {
        this.staleAfterMillis = staleAfterMillis;
    }

    /** One source. */
    final class Source {
        private final TopicPartition partition;
        private final Map<SeriesId, Boolean> isHistogram = new HashMap<>();
        private long newestMillis;
        private long periodMillis;
        private long seenMillis;

        private Source(TopicPartition partition) {
            this.partition = partition;
        }

        /** The time for values up to this end. */
        long timestampFor(long endMillis) {
            newestMillis = Math.max(endMillis, newestMillis + 1);
            return newestMillis;
        }

        void has(List<Sample> samples) {
            for (Sample sample : samples) {
                if (isHistogram.put(sample.series(), sample.isHistogram()) == null) {
                    series++;
                }
            }
        }

        private TimedSamples end() {
            List<Sample> ends = new ArrayList<>();
            isHistogram.forEach((id, histogram) -> ends.add(Sample.endOf(id, histogram)));
            return new TimedSamples(null, newestMillis + periodMillis, 0, ends);
        }
    }

    /**
     * The source of this name, which has just been heard of.
     *
     * @param periodMillis how often it speaks; for so long its last values hold
     * @param nowMillis a clock that stands still while nothing can be read
     */
    Source heard(Object name, TopicPartition partition, long periodMillis, long nowMillis) {
        Source source = sources.computeIfAbsent(name, unknown -> new Source(partition));
        source.periodMillis = periodMillis;
        source.seenMillis = nowMillis;
        return source;
    }

    /** Series at the server that are alive. */
    long count() {
        return series;
    }

    /** Forgets the sources that have been silent for too long, or are too many, and gives the ends of their series. */
    List<TimedSamples> takeEnded(long nowMillis) {
        List<TimedSamples> ends = new ArrayList<>();
        Iterator<Source> oldestFirst = sources.values().iterator();
        int tooMany = sources.size() - MAX_SOURCES;
        while (oldestFirst.hasNext()) {
            Source source = oldestFirst.next();
            if (tooMany-- <= 0 && nowMillis - source.seenMillis < staleAfterMillis) {
                break;
            }
            oldestFirst.remove();
            series -= source.isHistogram.size();
            ends.add(source.end());
        }
        return ends;
    }

    /** Forgets without ending: another task goes on with them. */
    void forget(Collection<TopicPartition> partitions) {
        sources.values().removeIf(source -> {
            boolean gone = partitions.contains(source.partition);
            series -= gone ? source.isHistogram.size() : 0;
            return gone;
        });
    }
}
