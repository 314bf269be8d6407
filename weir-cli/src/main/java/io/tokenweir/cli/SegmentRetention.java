package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.tokenweir.connect.objects.ObjectUpkeep;

/** Deletes the local files of segments that are no longer kept: their folders, and objects older than the oldest one kept. */
final class SegmentRetention {
    private final RunFolder run;
    private final Integer keep;
    private final Consumer<Instant> expireObjects;

    /** @param keep how many of the newest segments; null: all */
    SegmentRetention(RunFolder run, Integer keep) {
        this(run, keep, before -> expireObjects(run, before));
    }

    /** @param expireObjects told before which instant nothing is kept */
    SegmentRetention(RunFolder run, Integer keep, Consumer<Instant> expireObjects) {
        this.run = run;
        this.keep = keep;
        this.expireObjects = expireObjects;
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
                .ifPresent(first ->
                        expireObjects.accept(Instant.ofEpochMilli(first.load().startedMicros() / 1_000)));
    }

    /** As {@code ./weir objects expire} does, so that {@code objects verify} finds the chain whole from its new head on. */
    private static void expireObjects(RunFolder run, Instant before) {
        if (!Files.isDirectory(run.objects())) {
            return;
        }
        try (ObjectUpkeep upkeep = ObjectUpkeep.open("file://" + run.objects().toAbsolutePath(), Map.of(), List.of())) {
            upkeep.expire(before, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Old objects in " + run.objects() + " cannot be removed.", e);
        }
    }
}
