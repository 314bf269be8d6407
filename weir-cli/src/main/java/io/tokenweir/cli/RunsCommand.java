package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "runs",
        description = "Lists the runs kept here, or removes some.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExamples:",
            "  ./weir runs",
            "  ./weir runs --remove 20261122-191500-k3fa",
            "  ./weir runs --keep-last 3"
        })
final class RunsCommand implements Callable<Integer> {
    @Mixin
    private RunsFolder runs;

    @Option(names = "--remove", description = "Remove the runs named.")
    private boolean remove;

    @Option(names = "--keep-last", paramLabel = "N", description = "Remove all but the newest N runs.")
    private Integer keepLast;

    @Parameters(paramLabel = "RUN", arity = "0..*", description = "Run ids, for --remove.")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        if (remove && names.isEmpty()) {
            throw Failure.usage("Say which runs to remove: ./weir runs --remove RUN …");
        }
        if (remove) {
            names.forEach(name -> delete(RunFolder.find(runs.path(), name)));
        } else if (keepLast != null) {
            List<RunFolder> all = RunFolder.all(runs.path());
            all.subList(0, Math.max(0, all.size() - keepLast)).forEach(RunsCommand::delete);
        } else {
            list();
        }
        return ExitCode.PASSED;
    }

    private void list() {
        List<RunFolder> all = RunFolder.all(runs.path());
        if (all.isEmpty()) {
            System.out.println("No runs in " + runs.path() + " yet; ./weir demo makes one.");
            return;
        }
        System.out.printf("%-24s %-12s %-10s %8s  %s%n", "RUN", "SCENARIO", "STATE", "SIZE", "RUNBOOK");
        for (RunFolder run : all) {
            RunFacts facts = RunFacts.readOrUnknown(run);
            System.out.printf(
                    "%-24s %-12s %-10s %7dM  %s%n",
                    run.id(),
                    facts.scenarioName(),
                    facts.stateNow(pid -> ProcessHandle.of(pid).isPresent()),
                    megabytes(run.path()),
                    runbook(run));
        }
    }

    private static String runbook(RunFolder run) {
        Path runbook = run.path().resolve("runbook.html");
        if (Files.exists(runbook)) {
            return runbook.toString();
        }
        return SegmentFolders.ended(run).isEmpty()
                ? "none"
                : "by segment: " + SegmentFolders.range(run) + " (./weir report " + run.id() + " --segment N)";
    }

    private static long megabytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    >> 20;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static void delete(RunFolder run) {
        try (Stream<Path> files = Files.walk(run.path())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            System.out.println("Removed " + run.path());
        } catch (IOException e) {
            throw new UncheckedIOException("Run " + run.id() + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
