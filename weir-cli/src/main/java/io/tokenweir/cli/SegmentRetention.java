package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Deletes the local files of segments that are no longer kept: their folders, and objects older than the oldest one kept. */
final class SegmentRetention {
    private final RunFolder run;
    private final Integer keep;

    /** @param keep how many of the newest segments; null: all */
    SegmentRetention(RunFolder run, Integer keep) {
        this.run = run;
        this.keep = keep;
    }

    /** To be called when a segment has been seen to. */
    void after(int segment) {
        if (keep == null) {
            return;
        }
        int oldest = segment - keep + 1;
        List<Integer> over = SegmentFolders.ended(run).stream()
                .filter(number -> number < oldest)
                .toList();
        if (over.isEmpty()) {
            return;
        }
        over.forEach(number -> SegmentFolders.delete(run.inSegment(number).path()));
        MeterResult.read(run.inSegment(Math.max(0, oldest)))
                .ifPresent(first -> objectsBefore(first.load().startedMicros() / 1_000));
    }

    /** An object that was finished before an instant holds nothing that was measured after it. */
    private void objectsBefore(long millis) {
        if (!Files.isDirectory(run.objects())) {
            return;
        }
        try (Stream<Path> files = Files.walk(run.objects())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".parquet"))
                    .filter(path -> path.toFile().lastModified() < millis)
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Old objects in " + run.objects() + " cannot be removed.", e);
        }
    }
}
