package io.tokenweir.streams.chaos;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.WindowResult;
import io.tokenweir.streams.ResultReader;

/** Reads results as they become readable, on a thread of its own. Thread-safe. */
final class ResultWatch implements AutoCloseable {
    private final List<WindowResult> windows = new ArrayList<>();
    private final List<ResultTime> times = new ArrayList<>();
    private final List<RunResult> runs = new ArrayList<>();
    private final Thread thread;
    private int deadLetters;
    private volatile boolean closed;

    ResultWatch(KafkaSettings settings) {
        thread = new Thread(() -> read(settings), "results");
        thread.start();
    }

    synchronized List<WindowResult> windows() {
        return List.copyOf(windows);
    }

    synchronized List<RunResult> runs() {
        return List.copyOf(runs);
    }

    /** First results of seconds, in the order in which they could be read. */
    synchronized List<ResultTime> times() {
        return List.copyOf(times);
    }

    synchronized int deadLetters() {
        return deadLetters;
    }

    /** Rows of all kinds so far. */
    synchronized int size() {
        return windows.size() + runs.size() + deadLetters;
    }

    synchronized boolean hasRunResult() {
        return runs.stream().anyMatch(run -> run.getSeries().getGrouping() == Grouping.RUN);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    private void read(KafkaSettings settings) {
        try (ResultReader reader = new ResultReader(settings)) {
            while (!closed) {
                take(reader.poll());
            }
        }
    }

    private synchronized void take(ResultReader reader) {
        for (int i = windows.size(); i < reader.windows.size(); i++) {
            WindowResult row = reader.windows.get(i);
            windows.add(row);
            if (row.getWindowSeconds() == 1
                    && row.getRevision() == 0
                    && row.getSeries().getGrouping() != Grouping.OUTCOME) {
                times.add(new ResultTime(row.getSeries(), row.getWindowEndMicros(), reader.windowReadMicros.get(i)));
            }
        }
        runs.addAll(reader.runs.subList(runs.size(), reader.runs.size()));
        deadLetters = reader.deadLetters.size();
    }
}
