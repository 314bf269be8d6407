package io.tokenweir.report.runbook;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.tokenweir.report.runbook.RunbookData.Latency;
import io.tokenweir.report.runbook.RunbookData.Path;
import io.tokenweir.report.runbook.Section.Item;

/** The runbook as Markdown: the page with a table in place of each chart, and the details below it. */
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
        line(
                "**%s**. %s",
                RunbookHtml.label(data.verdict().level()), data.verdict().detail());
        line(
                "Run `%s` (%s) against %s, %s, %s%s.",
                data.runId(),
                data.title(),
                data.target(),
                Figures.day(data.started()),
                Figures.duration(data.durationSeconds()),
                data.cutShort() ? ", cut short" : "");
        line("*%s*", data.whoseReaction());
        for (Section section : data.sections()) {
            section(section);
            if (section.id().equals("proof")) {
                curve();
            }
        }
        if (!data.seconds().isEmpty()) {
            line("## Details");
            paths();
            latencies();
            phases();
        }
        return text.toString();
    }

    private void section(Section section) {
        line("## %s", section.title());
        boolean command = section.id().equals("again");
        for (Item item : section.items()) {
            if (command && !item.value().isEmpty()) {
                text.append("```\n").append(item.value()).append("\n```\n\n");
            } else {
                text.append("- ").append(item(item)).append('\n');
            }
        }
        text.append('\n');
    }

    private static String item(Item item) {
        String sign = SectionHtml.sign(item.mark(), "");
        List<String> parts =
                List.of(sign, item.name(), item.value().isEmpty() ? "" : "**" + item.value() + "**", item.detail());
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    private void curve() {
        if (data.curve() == null || !data.curve().drawable()) {
            return;
        }
        line("## How shedding grows");
        table(List.of(
                "offered " + Wall.unit(data.curve().axis()),
                "direction",
                "attempts",
                "shed",
                "95 %",
                "took the path: "
                        + (data.curve().path().isEmpty() ? "none" : data.curve().path())));
        for (Curve.Point point : data.curve().points()) {
            row(
                    Figures.rounded(point.level()),
                    point.falling() ? "down" : "up",
                    Figures.count(point.attempts()),
                    Figures.share(point.shed()),
                    point.low() == null ? "\u2014" : Figures.share(point.low()) + " to " + Figures.share(point.high()),
                    point.path() == null ? "\u2014" : Figures.share(point.path()));
        }
        line("%n%s.", data.curve().method());
    }

    private void paths() {
        if (data.paths().isEmpty()) {
            line("No degradation path fired.");
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

    private void latencies() {
        table(List.of("latency, ms", "n", "p50", "p90", "p99", "p99.9", "max", "definition"));
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
        line("%nError: %s.", Trust.errorBound(data.errorBound()));
    }

    private void phases() {
        table(List.of("phase", "from", "to", ""));
        data.phases()
                .forEach(phase ->
                        row(phase.name(), Figures.clock(phase.start()), Figures.clock(phase.end()), phase.note()));
        text.append('\n');
    }

    private void table(List<String> heads) {
        row(heads.toArray(String[]::new));
        row(heads.stream().map(head -> "---").toArray(String[]::new));
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append("\n\n");
    }
}
