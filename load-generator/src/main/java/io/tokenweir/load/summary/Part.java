package io.tokenweir.load.summary;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

import io.tokenweir.histogram.ExponentialHistogram;

/**
 * What is recorded of the whole load, or of the scenario or stage that a threshold selects. Loops note into recorders of their
 * own; {@link #second} is called by one thread, when a second is over and the meter's health in it is known.
 */
final class Part {
    private final SortedMap<String, String> selection;
    private final ValueStore store;
    private final SecondCounts bySecond = new SecondCounts(Counted.values().length);
    private final List<LoopRecorder> loops = new ArrayList<>();
    private final Map<Metric, ExponentialHistogram> live = new EnumMap<>(Metric.class);
    private final Counts soFar = new Counts();

    /**
     * @param selection scenario and stage; empty: everything
     * @param watched durations that are judged while the run goes on
     */
    Part(SortedMap<String, String> selection, long bytesInMemory, Set<Metric> watched) {
        this.selection = selection;
        this.store = new ValueStore(bytesInMemory);
        watched.forEach(metric -> live.put(metric, new ExponentialHistogram()));
    }

    SortedMap<String, String> selection() {
        return selection;
    }

    boolean covers(String scenario, String stage) {
        return selection.getOrDefault("scenario", scenario).equals(scenario)
                && selection.getOrDefault("stage", stage).equals(stage);
    }

    synchronized LoopRecorder forLoop() {
        LoopRecorder recorder = new LoopRecorder(store);
        loops.add(recorder);
        return recorder;
    }

    /** Takes a second of all loops. */
    void second(List<SecondValues> ofLoops, boolean healthy) {
        for (SecondValues values : ofLoops) {
            soFar.add(values.counts);
            live.forEach((metric, histogram) -> {
                if (healthy || metric == Metric.LATENESS) {
                    values.recordInto(metric, histogram);
                }
            });
            store.take(values, healthy);
        }
    }

    /** Counts up to the last second. */
    Counts soFar() {
        return soFar;
    }

    /** A watched duration up to the last second, without those in which the meter was not well. */
    ExponentialHistogram live(Metric metric) {
        return live.get(metric);
    }

    /** The loops have ended: all counts. */
    synchronized Counts seal() throws InterruptedException {
        Counts counts = new Counts();
        for (LoopRecorder loop : loops) {
            counts.add(loop.seal());
            bySecond.add(loop.bySecond());
        }
        store.seal();
        return counts;
    }

    /** What was counted by the second that its request was due in; after {@link #seal}. */
    SecondCounts bySecond() {
        return bySecond;
    }

    ValueStore store() {
        return store;
    }
}
