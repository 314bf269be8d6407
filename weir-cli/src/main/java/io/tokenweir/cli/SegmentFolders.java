package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.tokenweir.common.threshold.ThresholdResult;

/** The segments that a continuous run keeps: {@code runs/<run id>/segments/<number>/}. */
final class SegmentFolders {
    private SegmentFolders() {}

    static Path of(Path run, int segment) {
        return all(run).resolve(String.format(Locale.ROOT, "%06d", segment));
    }

    /** Numbers of the segments that have ended and are kept, in order; none when the run is not continuous. */
    static List<Integer> ended(RunFolder run) {
        if (!Files.isDirectory(all(run.root()))) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(all(run.root()))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("\\d{6,9}"))
                    .map(Integer::valueOf)
                    .filter(number -> MeterResult.isThere(run.inSegment(number)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The segments of run " + run.id() + " cannot be listed.", e);
        }
    }

    /** Which are kept, in words. */
    static String range(RunFolder run) {
        List<Integer> ended = ended(run);
        if (ended.isEmpty()) {
            return "none";
        }
        int last = ended.get(ended.size() - 1);
        return ended.size() == 1 ? "segment " + last : "segments " + ended.get(0) + " to " + last;
    }

    /** How many there are, for a line on the terminal. */
    static String inWords(RunFolder run) {
        List<Integer> ended = ended(run);
        return ended.isEmpty()
                ? "no segment"
                : ended.size() + (ended.size() == 1 ? " segment" : " segments") + ", the last is "
                        + run.inSegment(ended.get(ended.size() - 1)).path();
    }

    /** What became of the thresholds in every segment that is kept. */
    static List<ThresholdResult> thresholds(RunFolder run) {
        return ended(run).stream()
                .flatMap(number -> SummaryFile.read(run.inSegment(number).summary()).stream()
                        .flatMap(summary -> summary.thresholds().stream())
                        .map(one -> one.inSegment(number)))
                .toList();
    }

    /** The folder of a segment, made when it is not there. */
    static RunFolder make(RunFolder run, int segment) {
        RunFolder folder = run.inSegment(segment);
        try {
            Files.createDirectories(folder.path());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder.path() + " cannot be made.", e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private static Path all(Path run) {
        return run.resolve("segments");
    }
}
