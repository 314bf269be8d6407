package io.tokenweir.dashboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.tokenweir.events.RunRecord;
import io.tokenweir.events.RunResult;

/**
 * What the dashboard holds in memory: runs, their last windows, and up to where the topic was read. Bounded in windows and
 * runs.
 *
 * <p>Thread-safe: one writer (the reader of the topics), many pages. Pages keep no queue here: each holds a
 * {@link ResumeVector} and asks for what came after it, so a page that falls behind costs nothing and slows nobody.
 */
final class ResultStore {
    private final DashboardConfig bounds;
    private final Map<String, RunHistory> runs = new HashMap<>();
    private String topicId = "";
    private long[] position = new long[0];
    private int windows;
    private long version;
    private long runsVersion;

    ResultStore(DashboardConfig bounds) {
        this.bounds = bounds;
    }

    /** Tells which topic is read. What was held of a topic that has been replaced since is forgotten. */
    synchronized void assigned(String newTopicId, int partitions) {
        if (!newTopicId.equals(topicId)) {
            topicId = newTopicId;
            position = new long[partitions];
            runs.clear();
            windows = 0;
            changed(true);
        }
    }

    synchronized void add(Row row) {
        RunHistory run = run(row.runId());
        windows += run.add(row);
        while (windows > bounds.maxWindows()) {
            windows -= stalestRun().dropStalest();
        }
        position[row.partition()] = Math.max(position[row.partition()], row.offset() + 1);
        changed(false);
    }

    synchronized void add(RunRecord told) {
        run(told.getRunId()).info().add(told);
        changed(true);
    }

    synchronized void add(RunResult result) {
        run(result.getSeries().getRunId()).info().add(result);
        changed(true);
    }

    /** What a page that has seen {@code seen} is told next; {@code wantedRun} null follows the newest run. */
    synchronized Slice after(String wantedRun, ResumeVector seen, int maxRows) {
        String runId = wantedRun != null ? wantedRun : newestRun().orElse(null);
        RunHistory run = runs.get(runId);
        if (run == null) {
            return new Slice(null, List.of(), List.of(), null, false, seen != null, false, version, runsVersion);
        }
        boolean resumes = seen != null && seen.continues(topicId, runId, position.length);
        ResumeVector from = resumes ? seen : ResumeVector.start(position.length, topicId, runId);
        List<Row> unseen = run.after(from);
        boolean more = unseen.size() > maxRows;
        List<Row> rows = more ? new ArrayList<>(unseen.subList(0, maxRows)) : unseen;
        return new Slice(
                runId,
                rows,
                run.totalsOf(rows),
                new ResumeVector(nextOffsets(from, rows, more), topicId, runId),
                more,
                !resumes,
                resumes && run.lostFor(from),
                version,
                runsVersion);
    }

    /** Where all rows fit, everything read so far is seen; else the partition that was cut goes on after its last row. */
    private long[] nextOffsets(ResumeVector from, List<Row> sent, boolean cut) {
        if (!cut) {
            long[] next = from.offsets();
            for (int partition = 0; partition < next.length; partition++) {
                next[partition] = Math.max(next[partition], position[partition]);
            }
            return next;
        }
        long[] next = from.offsets();
        Row last = sent.get(sent.size() - 1);
        for (int partition = 0; partition < last.partition(); partition++) {
            next[partition] = Math.max(next[partition], position[partition]);
        }
        next[last.partition()] = last.offset() + 1;
        return next;
    }

    /** The runs, newest first. */
    synchronized <T> List<T> runs(Function<RunHistory, T> view) {
        return runs.values().stream()
                .sorted(Comparator.comparingLong((RunHistory run) -> run.info().startedMicros())
                        .reversed())
                .map(view)
                .toList();
    }

    /** Something of one run, taken while nobody writes. */
    synchronized <T> Optional<T> run(String runId, Function<RunHistory, T> view) {
        return Optional.ofNullable(runs.get(runId)).map(view);
    }

    /** Windows of one run; see {@link RunHistory#windows}. */
    Optional<Collection<Row>> windows(String runId, int seconds, long fromMicros, long toMicros) {
        return run(runId, run -> new ArrayList<>(run.windows(seconds, fromMicros, toMicros)));
    }

    synchronized int size() {
        return windows;
    }

    /** Waits until something changed since {@code seenVersion}, or the time is over. */
    synchronized void awaitChange(long seenVersion, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; version == seenVersion && left > 0; ) {
            wait(left);
            left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
        }
    }

    private RunHistory run(String runId) {
        RunHistory known = runs.get(runId);
        if (known != null) {
            return known;
        }
        RunHistory run = new RunHistory(runId, bounds.windowsPerSeries());
        runs.put(runId, run);
        changed(true);
        if (runs.size() > bounds.maxRuns()) {
            runs.values().stream()
                    .filter(other -> other != run)
                    .min(Comparator.comparingLong(other -> other.info().startedMicros()))
                    .ifPresent(oldest -> {
                        windows -= oldest.size();
                        runs.remove(oldest.info().runId());
                    });
        }
        return run;
    }

    private RunHistory stalestRun() {
        return runs.values().stream()
                .min(Comparator.comparingLong(RunHistory::newestMicros))
                .orElseThrow();
    }

    private Optional<String> newestRun() {
        return runs.values().stream()
                .max(Comparator.comparingLong(run -> run.info().startedMicros()))
                .map(run -> run.info().runId());
    }

    private void changed(boolean listOfRuns) {
        version++;
        runsVersion += listOfRuns ? 1 : 0;
        notifyAll();
    }
}
