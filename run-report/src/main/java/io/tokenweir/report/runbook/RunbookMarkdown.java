package io.tokenweir.report.runbook;

import java.util.List;
import java.util.stream.Collectors;

import io.tokenweir.report.runbook.RunbookData.Latency;
import io.tokenweir.report.runbook.RunbookData.Onset;
import io.tokenweir.report.runbook.RunbookData.Path;
import io.tokenweir.report.runbook.RunbookData.RetryAfter;

/** The runbook as Markdown: the page without its charts. */
final class RunbookMarkdown {
    private final RunbookData data;
    private final StringBuilder text = new StringBuilder();

    private RunbookMarkdown(RunbookData data) {
        this.data = data;
    }

    static String render(RunbookData data) {
        return new RunbookMarkdown(data).page();
    }

    private String page() {
        line("# %s", data.verdict().sentence());
        line("%s", data.verdict().detail());
        line(
                "Run `%s` (%s) against %s, %s, %s%s.",
                data.runId(),
                data.title(),
                data.target(),
                Figures.day(data.started()),
                Figures.duration(data.durationSeconds()),
                data.cutShort() ? ", cut short" : "");
        line("*%s*", data.whoseReaction());
        onset();
        paths();
        retryAfter(data.retryAfter());
        totals();
        latencies();
        trust();
        phases();
        again();
        return text.toString();
    }

    private void onset() {
        line("## Where shedding begins");
        Onset onset = data.onset();
        if (onset == null) {
            line("No second had three refusals.");
        } else {
            line(
                    "%s UTC, %.1f s after the start: %d refusals (%s) at %s concurrent streams, %s tokens per minute.",
                    Figures.clock(onset.second()),
                    onset.sinceStartSeconds(),
                    onset.refusals(),
                    causes(onset),
                    Figures.count(onset.concurrency()),
                    Figures.count(onset.tokensPerMinute()));
        }
        line("%s", data.targetAgreement());
    }

    private static String causes(Onset onset) {
        return onset.causes().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().title())
                .collect(Collectors.joining(", "));
    }

    private void paths() {
        line("## Which paths fired");
        if (data.paths().isEmpty()) {
            line("None.");
            return;
        }
        table(List.of("path", "times", "requests", "found in the target's log"));
        for (Path path : data.paths()) {
            row(
                    path.name() + (path.note().isEmpty() ? "" : " " + path.note()),
                    Figures.count(path.count()),
                    path.examples().stream()
                            .map(example -> "`" + example.requestId() + "`")
                            .collect(Collectors.joining(" ")),
                    path.examples().stream().map(RunbookMarkdown::answers).collect(Collectors.joining("; ")));
        }
        text.append('\n');
    }

    private static String answers(RunbookData.Example example) {
        if (example.answers() == null) {
            return "no log";
        }
        return example.answers().isEmpty() ? "not found" : String.join(" \u2192 ", example.answers());
    }

    private void retryAfter(RetryAfter audit) {
        line("## Was Retry-After obeyed?");
        line(
                "Asked %s times: kept %s, early %s, went to another model %s, not retried %s. Of those kept, %s were then"
                        + " answered.",
                Figures.count(audit.asked()),
                Figures.count(audit.kept()),
                Figures.count(audit.early()),
                Figures.count(audit.elsewhere()),
                Figures.count(audit.notRetried()),
                Figures.percent(audit.thenAnswered(), audit.kept()));
    }

    private void totals() {
        line("## Totals");
        line(
                "Requests: %s. Attempts: %s (%.2f per request). Refused: %s.",
                TerminalSummary.counts(data.totals().requests()),
                TerminalSummary.counts(data.totals().attempts()),
                data.totals().amplification(),
                TerminalSummary.refused(data.totals().attempts()));
        line(
                "Tokens: %s in, %s out. Cost %s%s.",
                Figures.count(data.totals().inputTokens()),
                Figures.count(data.totals().outputTokens()),
                Figures.money(data.totals().cost(), data.totals().currency()),
                TerminalSummary.wasted(data.totals()));
    }

    private void latencies() {
        line("## Latency, ms");
        table(List.of("metric", "n", "p50", "p90", "p99", "p99.9", "max", "definition"));
        for (Latency latency : data.latencies()) {
            row(
                    latency.name(),
                    Figures.count(latency.n()),
                    Figures.millis(latency.p50Millis()),
                    Figures.millis(latency.p90Millis()),
                    Figures.millis(latency.p99Millis()),
                    Figures.millis(latency.p999Millis()),
                    Figures.millis(latency.maxMillis()),
                    latency.definition());
        }
        line("%nError: %s.", HtmlTables.errorBound(data.errorBound()));
    }

    private void trust() {
        line("## How far to trust it");
        line("Meter: %s.", TerminalSummary.meter(data));
        if (!data.meter().reasons().isEmpty()) {
            table(List.of("verdict", "bound that was passed", "windows"));
            data.meter()
                    .reasons()
                    .forEach(reason -> row(reason.verdict(), reason.bound(), Figures.count(reason.windows())));
            line("%nWhen, and by how much: `meter.spans` in `runbook.json`.");
        }
        if (!data.meter().littlesLaw().isEmpty()) {
            line("%nCross-check: %s.", data.meter().littlesLaw());
        }
        line("%n%s", data.ledger());
    }

    private void phases() {
        line("## Phases");
        table(List.of("phase", "from", "to", ""));
        data.phases()
                .forEach(phase ->
                        row(phase.name(), Figures.clock(phase.start()), Figures.clock(phase.end()), phase.note()));
        text.append('\n');
    }

    private void again() {
        line("## Run it again");
        line("```%n%s%n```", data.again().command());
        line(
                "Seed %d, scenario SHA-256 `%s`, price book %s, %s.",
                data.again().seed(),
                data.again().scenarioSha256(),
                data.again().priceBook(),
                data.again().versions());
    }

    private void table(List<String> heads) {
        row(heads.toArray(String[]::new));
        row(heads.stream().map(head -> "---").toArray(String[]::new));
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(java.util.Locale.ROOT, format, arguments)).append("\n\n");
    }
}
