package io.tokenweir.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.common.scenario.Durations;
import io.tokenweir.report.query.ResultQuery;
import io.tokenweir.report.query.ResultTopic;

@Command(
        name = "query",
        description = "Prints a result topic: windows, run totals, or dead letters.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nOf windows those of 10 s and of the whole run are shown, unless --window or --grouping says otherwise.",
            "Fields are named as in the schemas, from the outside in; docs/query.md has them.",
            "%nExamples:",
            "  ./weir query last",
            "  ./weir query last --window 1 --grouping MODEL --where model=small --format csv",
            "  ./weir query last --topic run-results --columns series,totals.requests,trusted.ttft.p99Nanos",
            "  ./weir query --all-runs --since 15m --follow \\",
            "    --bootstrap-servers 127.0.0.1:9092 --schema-registry-url http://127.0.0.1:8081"
        })
final class QueryCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final List<String> WINDOWS = List.of("1", "10", "60");

    @Parameters(paramLabel = "RUN", defaultValue = "last", description = "Run id, folder, or last (default).")
    private String name;

    @Option(names = "--all-runs", description = "Every run on the cluster.")
    private boolean allRuns;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            defaultValue = "metrics",
            description = "metrics (default), run-results or dead-letters.")
    private String topicName;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Windows of 1, 10 or 60 seconds, or all (default: ${DEFAULT-VALUE}).")
    private String window;

    @Option(
            names = "--grouping",
            paramLabel = "NAME",
            defaultValue = "RUN",
            description = "RUN, STAGE, MODEL, OUTCOME; PROVISIONING, STEP, SYSTEM; or all (default: ${DEFAULT-VALUE}).")
    private String grouping;

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description = "Only records with this value; may be given again, and all must hold.")
    private List<String> where = List.of();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "FIELD",
            description = "Which fields to show, as window.ttft.p99Nanos or window.requests.OK.")
    private List<String> columns = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Windows from then on: 2026-11-23T01:00:00Z, or 15m before now.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Windows that begin before then.")
    private String until;

    @Option(
            names = "--format",
            defaultValue = "TABLE",
            paramLabel = "HOW",
            description = "table (default), csv, or json: one object a line.")
    private ResultQuery.Format format;

    @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private RunsFolder runs;

    @Override
    public Integer call() throws InterruptedException {
        if (allRuns && !cluster.given()) {
            throw Failure.usage(
                    "--all-runs asks a cluster; name it with --bootstrap-servers and --schema-registry-url.");
        }
        RunFolder folder = allRuns ? null : folder();
        ResultTopic topic;
        ResultQuery query;
        try {
            topic = ResultTopic.named(topicName);
            query = query(topic, folder);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
        try (Interrupt interrupt = new Interrupt();
                RunCluster opened = folder == null ? RunCluster.named(cluster) : RunCluster.open(folder, cluster)) {
            BooleanSupplier stop = () -> !follow || interrupt.isRequested();
            long matched = query.run(opened.settings(), System.out::println, stop);
            if (matched == 0) {
                System.err.println("weir: " + query.whyNothing(opened.settings()));
            }
            if (query.unreadable() > 0) {
                System.err.println("weir: " + query.unreadable() + " records on "
                        + opened.settings().topic(topic.topic()) + " are no results; they were left out.");
            }
        }
        return ExitCode.PASSED;
    }

    private RunFolder folder() {
        return cluster.given() ? RunFolder.findOrElsewhere(runs.path(), name) : RunFolder.find(runs.path(), name);
    }

    private ResultQuery query(ResultTopic topic, RunFolder folder) {
        List<String> conditions = new ArrayList<>(where);
        if (folder != null && topic != ResultTopic.DEAD_LETTERS) {
            conditions.add("runId=" + folder.id());
        }
        if (topic == ResultTopic.METRICS && !window.equalsIgnoreCase(ALL)) {
            if (!WINDOWS.contains(window)) {
                throw new IllegalArgumentException(
                        "There are no windows of '" + window + "'; --window takes 1, 10, 60 or all.");
            }
            conditions.add("windowSeconds=" + window);
        }
        if (topic != ResultTopic.DEAD_LETTERS && !grouping.equalsIgnoreCase(ALL)) {
            conditions.add("grouping=" + grouping.toUpperCase(Locale.ROOT));
        }
        long from = since == null ? Long.MIN_VALUE : micros(since);
        long end = until == null ? Long.MAX_VALUE : micros(until);
        List<String> shown = columns.isEmpty() && format != ResultQuery.Format.JSON ? topic.columns(grouping) : columns;
        return new ResultQuery(topic, conditions, shown, format, from, end);
    }

    /** An instant, or a time before now. */
    private static long micros(String text) {
        Instant instant;
        try {
            instant = Instant.parse(text);
        } catch (DateTimeParseException e) {
            instant = Instant.now().minus(ago(text));
        }
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(instant.getNano());
    }

    private static Duration ago(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time; write 2026-11-23T01:00:00Z, or 15m for a quarter of an hour ago.", e);
        }
    }
}
