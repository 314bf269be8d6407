package io.tokenweir.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.report.compare.CompareCsv;
import io.tokenweir.report.compare.CompareJson;
import io.tokenweir.report.compare.CompareTable;
import io.tokenweir.report.compare.Gate;
import io.tokenweir.report.compare.MeasuredRun;
import io.tokenweir.report.compare.RunComparison;
import io.tokenweir.report.compare.Selection;
import io.tokenweir.report.compare.SummaryReader;

@Command(
        name = "compare",
        description = "Sets two runs side by side, with the uncertainty of each difference.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nA run is a summary (--summary FILE of ./weir run), a run id, its folder, or last.",
            "  ./weir compare before.json after.json",
            "  ./weir compare 20261122-191500-k3fa last --metrics ttft,interToken",
            "%nSeveral runs a side show what differs from run to run, too; --paired where they took turns:",
            "  ./weir compare --a a1.json a2.json a3.json --b b1.json b2.json b3.json --paired",
            "%nIn a pipeline: exit code 99 when a latency is shown to be more than 5 %% slower:",
            "  ./weir compare main.json branch.json --metrics ttft,tpot --fail-if-slower 5"
        })
final class CompareCommand implements Callable<Integer> {
    private enum Format {
        table,
        json,
        csv
    }

    @Parameters(paramLabel = "A B", arity = "0..*", description = "The two runs.")
    private List<String> two = List.of();

    @Option(names = "--a", arity = "1..*", paramLabel = "RUN", description = "Runs of the one side.")
    private List<String> a = List.of();

    @Option(names = "--b", arity = "1..*", paramLabel = "RUN", description = "Runs of the other.")
    private List<String> b = List.of();

    @Option(names = "--paired", description = "The runs of both sides belong together in their order: they took turns.")
    private boolean paired;

    @Option(
            names = "--metrics",
            split = ",",
            paramLabel = "NAME",
            description = "What to compare, e.g. ttft,endToEnd.p99,answeredShare; all, or main (the default).")
    private List<String> metrics = List.of();

    @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES} (default: table).")
    private Format format;

    @Option(
            names = "--fail-if-slower",
            paramLabel = "PCT",
            description = "Exit with 99 when a latency is shown to have grown by more than PCT percent.")
    private Double slower;

    @Option(
            names = "--fail-if-worse",
            paramLabel = "POINTS",
            description = "The same for shares of requests, in percentage points.")
    private Double worse;

    @Mixin
    private RunsFolder runs;

    @Override
    public Integer call() {
        List<String> left = side(a, 0);
        List<String> right = side(b, 1);
        List<MeasuredRun> runsOfA = left.stream().map(this::read).toList();
        List<MeasuredRun> runsOfB = right.stream().map(this::read).toList();
        requireKnown(runsOfA, runsOfB);
        RunComparison comparison;
        try {
            comparison = RunComparison.of(runsOfA, runsOfB, paired, Selection.of(metrics));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
        System.out.println(
                switch (format) {
                    case table -> CompareTable.render(comparison);
                    case json -> CompareJson.render(comparison);
                    case csv -> CompareCsv.render(comparison);
                });
        return judge(new Gate(slower, worse), comparison);
    }

    private static int judge(Gate gate, RunComparison comparison) {
        if (!gate.isSet()) {
            return ExitCode.PASSED;
        }
        if (gate.blind(comparison)) {
            throw Failure.failed("Nothing that the gate guards could be compared, so it proves nothing.");
        }
        List<String> failures = gate.failures(comparison);
        failures.forEach(failure -> System.err.println("weir: " + failure));
        return failures.isEmpty() ? ExitCode.PASSED : ExitCode.THRESHOLD_FAILED;
    }

    private List<String> side(List<String> named, int place) {
        if (!two.isEmpty() && (!a.isEmpty() || !b.isEmpty())) {
            throw Failure.usage("Name two runs, or several with --a and --b, not both.");
        }
        if (two.isEmpty() && !named.isEmpty()) {
            return named;
        }
        if (two.size() != 2) {
            throw Failure.usage("Name two runs to compare: ./weir compare A B, or several with --a and --b.");
        }
        return List.of(two.get(place));
    }

    private void requireKnown(List<MeasuredRun> a, List<MeasuredRun> b) {
        List<MeasuredRun> all = new ArrayList<>(a);
        all.addAll(b);
        List<String> unknown = Selection.unknown(metrics, all);
        if (!unknown.isEmpty()) {
            throw Failure.usage(
                    "No run has a figure " + String.join(", ", unknown) + "; --metrics all shows what there is.");
        }
    }

    private MeasuredRun read(String name) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return SummaryReader.read(name, Text.file(file).content());
        }
        if (name.endsWith(".json")) {
            throw Failure.usage("There is no file " + name + ".");
        }
        RunFolder run = RunFolder.find(runs.path(), name);
        if (!Files.exists(run.summary())) {
            throw Failure.usage("Run " + run.id() + " has no " + run.summary()
                    + ": it did not come to its end, or was made by an earlier version.");
        }
        return SummaryReader.read(run.id(), Text.file(run.summary()).content());
    }
}
