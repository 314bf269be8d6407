package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.report.runbook.RunbookData.Latency;
import io.tokenweir.report.runbook.RunbookData.Path;

/** The last lines of a run on the terminal: at most 25, plain text, no colours. */
public final class TerminalSummary {
    private static final int PATHS = 4;

    private TerminalSummary() {}

    /** @param runbook where the page is */
    public static String render(RunbookData data, java.nio.file.Path runbook) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(data.verdict().sentence());
        lines.add("  " + data.verdict().detail());
        lines.add("");
        lines.add(field(
                "phases",
                data.phases().stream()
                        .map(phase -> phase.name() + " "
                                + Figures.duration((phase.end().toEpochMilli()
                                                - phase.start().toEpochMilli())
                                        / 1e3))
                        .collect(Collectors.joining(" \u2192 "))));
        lines.add(field("requests", counts(data.totals().requests())));
        lines.add(field("refused", refused(data.totals().attempts())));
        lines.add(field(
                "tokens",
                "%s in, %s out, %s arrivals"
                        .formatted(
                                Figures.count(data.totals().inputTokens()),
                                Figures.count(data.totals().outputTokens()),
                                Figures.count(data.totals().arrivals()))));
        onset(data, lines);
        for (Path path : data.paths().subList(0, Math.min(PATHS, data.paths().size()))) {
            path(path, lines);
        }
        latency(data, lines);
        lines.add(field(
                "cost",
                "%s%s, price book %s"
                        .formatted(
                                Figures.money(
                                        data.totals().cost(), data.totals().currency()),
                                wasted(data.totals()),
                                data.again().priceBook())));
        lines.add(field("meter", meter(data)));
        lines.add(field("ledger", data.ledger()));
        lines.add(field("whose", data.whoseReaction()));
        lines.add(field("runbook", runbook.toString()));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static void onset(RunbookData data, List<String> lines) {
        if (data.onset() == null) {
            lines.add(field("onset", "not reached. " + data.targetAgreement()));
            return;
        }
        lines.add(field(
                "onset",
                "%s UTC, %d refusals in a second, %s streams open, %s tokens/min"
                        .formatted(
                                Figures.clock(data.onset().second()),
                                data.onset().refusals(),
                                Figures.count(data.onset().concurrency()),
                                Figures.count(data.onset().tokensPerMinute()))));
        String theirs = data.targetOnset() == null
                ? ""
                : " (%s UTC, %s streams, %s tokens/min)"
                        .formatted(
                                Figures.clock(data.targetOnset().second()),
                                Figures.count(data.targetOnset().concurrency()),
                                Figures.count(data.targetOnset().tokensPerMinute()));
        lines.add(field("", data.targetAgreement() + theirs));
    }

    private static void path(Path path, List<String> lines) {
        long found = path.examples().stream()
                .filter(example -> Boolean.TRUE.equals(example.foundAtTarget()))
                .count();
        boolean asked = path.examples().stream().anyMatch(example -> example.foundAtTarget() != null);
        String proof = asked
                ? ", %d of %d found in the target's log"
                        .formatted(found, path.examples().size())
                : "";
        lines.add(field("path", "%s %s\u00d7%s:".formatted(path.name(), Figures.count(path.count()), proof)));
        lines.add(field(
                "", path.examples().stream().map(RunbookData.Example::requestId).collect(Collectors.joining(" "))));
    }

    private static void latency(RunbookData data, List<String> lines) {
        data.latencies().stream()
                .limit(1)
                .map((Latency ttft) -> "TTFT p50 %s ms, p99 %s ms, n = %s%s"
                        .formatted(
                                Figures.millis(ttft.p50Millis()),
                                Figures.millis(ttft.p99Millis()),
                                Figures.count(ttft.n()),
                                scope(data)))
                .forEach(text -> lines.add(field("latency", text)));
    }

    private static String scope(RunbookData data) {
        String scope = data.errorBound().scope();
        return scope.isEmpty() ? "" : " (" + scope + ")";
    }

    static String meter(RunbookData data) {
        RunbookData.Meter meter = data.meter();
        String worst = meter.spans().isEmpty()
                ? ""
                : "; first: %s UTC %s"
                        .formatted(
                                Figures.clock(meter.spans().get(0).fromSecond()),
                                meter.spans().get(0).reasons().stream()
                                        .findFirst()
                                        .orElse("no health reported"));
        return "%d of %d windows valid, %d suspect, %d invalid%s"
                .formatted(meter.valid(), meter.windows(), meter.suspect(), meter.invalid(), worst);
    }

    /** What was paid for nothing; silent when nothing was. */
    static String wasted(RunbookData.Totals totals) {
        return totals.wastedCost() == 0
                ? ""
                : " (%s of it on attempts that failed)"
                        .formatted(Figures.money(totals.wastedCost(), totals.currency()));
    }

    /** Attempts that the target refused, all and by cause. */
    static String refused(Map<String, Long> attempts) {
        long all = Refusal.total(attempts);
        if (all == 0) {
            return "no attempt";
        }
        Map<String, Long> titles = new HashMap<>();
        Refusal.count(attempts).forEach((cause, count) -> titles.put(cause.title(), count));
        return "%s attempts: %s".formatted(Figures.count(all), counts(titles));
    }

    static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(entry -> Figures.count(entry.getValue()) + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String field(String name, String text) {
        return "  %-9s %s".formatted(name, text);
    }
}
