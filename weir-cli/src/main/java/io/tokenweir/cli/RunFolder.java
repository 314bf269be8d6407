package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one run, {@code runs/<run id>/}, or of one segment of a continuous run in it. Knows where each of its files
 * is; holds no state.
 *
 * @param root of the run
 * @param segment whose ledger, summary, metrics and runbook are meant; null: those of the run
 */
record RunFolder(Path root, Integer segment) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern RUN_ID = Pattern.compile("\\d{8}-\\d{6}-[a-z2-9]{4}");
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    RunFolder(Path root) {
        this(root, null);
    }

    /** A fresh folder below {@code runs}; two runs that start at once get different ones. */
    static RunFolder create(Path runs, Instant now, RandomGenerator random) {
        try {
            Files.createDirectories(runs);
            while (true) {
                try {
                    return new RunFolder(Files.createDirectory(runs.resolve(runId(now, random)))).withParts();
                } catch (FileAlreadyExistsException e) {
                    // somebody else drew the same id in this second: draw again
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The run folder cannot be made in " + runs.toAbsolutePath() + ".", e);
        }
    }

    /**
     * A folder for a run that already has an id.
     *
     * @param id null: draw one
     */
    static RunFolder create(Path runs, String id, Instant now, RandomGenerator random) {
        if (id == null) {
            return create(runs, now, random);
        }
        try {
            Files.createDirectories(runs);
            return new RunFolder(Files.createDirectory(runs.resolve(id))).withParts();
        } catch (FileAlreadyExistsException e) {
            throw Failure.usage("There is a run " + id + " in " + runs + " already; give it another id, or this"
                    + " instance another --runs-folder.");
        } catch (IOException e) {
            throw new UncheckedIOException("The run folder cannot be made in " + runs.toAbsolutePath() + ".", e);
        }
    }

    static String runId(Instant now, RandomGenerator random) {
        StringBuilder id = new StringBuilder(STAMP.format(now)).append('-');
        for (int i = 0; i < 4; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** An existing run, by id, by path, or {@code last}. */
    static RunFolder find(Path runs, String name) {
        List<RunFolder> all = all(runs);
        if (name.equals("last")) {
            return all.stream()
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> Failure.usage("There is no run in " + runs + " yet; ./weir demo makes one."));
        }
        return Stream.of(runs.resolve(name), Path.of(name))
                .filter(Files::isDirectory)
                .findFirst()
                .map(RunFolder::new)
                .orElseThrow(() -> Failure.usage(
                        "There is no run " + name + " in " + runs + "; ./weir runs lists what is there."));
    }

    /** As above; a run id without a folder here is that of a run which was started elsewhere. */
    static RunFolder findOrElsewhere(Path runs, String name) {
        boolean elsewhere = !name.equals("last")
                && !name.contains("/")
                && Stream.of(runs.resolve(name), Path.of(name)).noneMatch(Files::isDirectory);
        return elsewhere ? new RunFolder(runs.resolve(name)) : find(runs, name);
    }

    /**
     * All runs, oldest first, whatever their ids; other folders beside them, such as that of {@code ./weir broker}, are none.
     */
    static List<RunFolder> all(Path runs) {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(runs)) {
            return entries.filter(Files::isDirectory)
                    .map(RunFolder::new)
                    .filter(folder -> folder.hasDrawnId() || Files.exists(folder.facts()))
                    .sorted(Comparator.comparing(RunFolder::began).thenComparing(RunFolder::id))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The runs in " + runs + " cannot be listed.", e);
        }
    }

    private boolean hasDrawnId() {
        return RUN_ID.matcher(id()).matches();
    }

    /** When the run was begun: a drawn id says it, to the second; for an id of the user's own the folder does. */
    private Instant began() {
        try {
            return hasDrawnId()
                    ? STAMP.parse(id().substring(0, id().lastIndexOf('-')), Instant::from)
                    : Files.readAttributes(root, BasicFileAttributes.class)
                            .creationTime()
                            .toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("The run folder " + root + " cannot be read.", e);
        }
    }

    String id() {
        return root.getFileName().toString();
    }

    /** The same run, but the files of one of its segments. */
    RunFolder inSegment(int number) {
        return new RunFolder(root, number);
    }

    /** Where the results of the run, or of the segment, are. */
    Path path() {
        return segment == null ? root : SegmentFolders.of(root, segment);
    }

    Path facts() {
        return root.resolve("run.json");
    }

    Path scenario() {
        return root.resolve("scenario.yaml");
    }

    Path summary() {
        return path().resolve("summary.json");
    }

    Path ledger() {
        return path().resolve("ledger.json");
    }

    Path broker() {
        return root.resolve("broker");
    }

    Path state() {
        return root.resolve("state");
    }

    Path objects() {
        return root.resolve("objects");
    }

    Path truthLog() {
        return root.resolve("simulator-log.jsonl");
    }

    Path metricsSnapshot() {
        return path().resolve("metrics.prom");
    }

    Path logs() {
        return root.resolve("logs");
    }

    private RunFolder withParts() throws IOException {
        Files.createDirectories(logs());
        return this;
    }
}
