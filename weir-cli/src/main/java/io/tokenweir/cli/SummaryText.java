package io.tokenweir.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.tokenweir.common.audit.ReactionReport;
import io.tokenweir.load.summary.RunSummary;
import io.tokenweir.load.summary.RunSummary.Latency;

/** A summary as a page for the terminal. Pure. */
final class SummaryText {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ttft", "TTFT"),
            Map.entry("ttftIntended", "TTFT, from intended start"),
            Map.entry("ttfat", "time to first answer token"),
            Map.entry("ttfatIntended", "  … from intended start"),
            Map.entry("interToken", "inter-token"),
            Map.entry("tpot", "TPOT"),
            Map.entry("endToEnd", "end to end"),
            Map.entry("endToEndIntended", "end to end, from intended"),
            Map.entry("refusal", "time to a refusal"),
            Map.entry("queueWait", "queue wait"),
            Map.entry("retryWait", "retry wait"),
            Map.entry("connect", "connect"),
            Map.entry("lateness", "lateness of the engine"));
    /** Of these the terminal also shows the figures of the valid seconds; the file has those of all. */
    private static final Set<String> QUOTED = Set.of("ttft", "ttftIntended", "interToken", "endToEndIntended");

    private static final String ROW = "%-26s %10s %10s %10s %10s %10s %10s %8s  %s";

    private SummaryText() {}

    static String of(RunSummary summary) {
        List<String> lines = new ArrayList<>();
        lines.add(head(summary));
        lines.add("");
        if (summary.latencies().values().stream().allMatch(latency -> latency.n() == 0)) {
            lines.add("No request was due in the measured time, so there are no latencies.");
        } else {
            lines.addAll(latencies(summary));
        }
        lines.add("");
        lines.addAll(counts(summary));
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> latencies(RunSummary summary) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(ROW, "milliseconds", "n", "p50", "p90", "p99", "p99.9", "max", "error", "verdict"));
        summary.latencies().forEach((name, latency) -> {
            if (latency.n() > 0) {
                lines.add(row(NAMES.getOrDefault(name, name), latency));
                if (latency.trusted() != null && QUOTED.contains(name)) {
                    lines.add(trusted(latency.trusted()));
                }
            }
        });
        return lines;
    }

    private static String head(RunSummary summary) {
        String load = summary.load().stream()
                .map(each -> each.executor() + ", " + each.loop() + " loop")
                .collect(Collectors.joining("; "));
        String early = summary.span().cutShort() == null
                ? ""
                : String.format("%nThe run was cut short: %s.", summary.span().cutShort());
        return String.format(
                Locale.ROOT,
                "Run %s  %s  %s at %s%nMeasured %.1f s by intended start, after %.1f s of warm-up.%s",
                summary.run().id(),
                load,
                summary.target().model(),
                summary.target().url(),
                summary.span().seconds(),
                summary.span().warmUpSeconds(),
                early);
    }

    private static String row(String name, Latency latency) {
        return String.format(
                Locale.ROOT,
                ROW,
                name,
                String.format(Locale.ROOT, "%,d", latency.n()),
                millis(latency.p50()),
                millis(latency.p90()),
                millis(latency.p99()),
                millis(latency.p999()),
                millis(latency.max()),
                latency.errorBound() == null ? "" : "±" + millis(latency.errorBound()),
                latency.verdict());
    }

    /** The same without the seconds in which the meter was invalid. */
    private static String trusted(RunSummary.Trusted values) {
        return String.format(
                        Locale.ROOT,
                        ROW,
                        "  … meter well",
                        String.format(Locale.ROOT, "%,d", values.n()),
                        millis(values.p50()),
                        millis(values.p90()),
                        millis(values.p99()),
                        millis(values.p999()),
                        millis(values.max()),
                        "",
                        "")
                .stripTrailing();
    }

    private static List<String> counts(RunSummary summary) {
        List<String> lines = new ArrayList<>();
        RunSummary.Requests requests = summary.requests();
        lines.add(String.format(
                Locale.ROOT,
                "requests  offered %,d (%.1f/s), started %,d (%.1f/s), answered %,d (%.1f/s), dropped %,d",
                requests.offered(),
                requests.offeredPerSecond(),
                requests.started(),
                requests.startedPerSecond(),
                requests.answered(),
                requests.achievedPerSecond(),
                requests.dropped()));
        lines.add("          by outcome: " + classes(requests.byOutcome())
                + (requests.degraded() == 0 ? "" : "; lesser answers among them: " + requests.degraded()));
        RunSummary.Attempts attempts = summary.attempts();
        lines.add(String.format(
                Locale.ROOT,
                "attempts  %,d, %.3f per request, %,d refused; by outcome: %s; by status: %s",
                attempts.total(),
                attempts.perRequest(),
                attempts.refused(),
                classes(attempts.byOutcome()),
                classes(attempts.byStatus())));
        attempts.evidence().forEach((outcome, text) -> lines.add("          " + outcome + ", the first: " + text));
        RunSummary.Tokens tokens = summary.tokens();
        lines.add(String.format(
                Locale.ROOT,
                "tokens    %,d in, %,d out by the server's usage; %,d arrivals (%,.0f/s)",
                tokens.input(),
                tokens.output(),
                tokens.arrivals(),
                tokens.arrivalsPerSecond()));
        if (summary.cpu() != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "meter     %.2f CPU s in %.1f s, %s tokens per CPU second",
                    summary.cpu().seconds(),
                    summary.cpu().wallSeconds(),
                    summary.cpu().tokensPerCpuSecond() == null
                            ? "-"
                            : String.format(Locale.ROOT, "%,.0f", summary.cpu().tokensPerCpuSecond())));
        }
        RunSummary.Windows windows = summary.windows();
        lines.add(String.format(
                Locale.ROOT,
                "windows   %d valid, %d suspect, %d invalid%s%s",
                windows.valid(),
                windows.suspect(),
                windows.invalid(),
                windows.reasons().isEmpty() ? "" : ": " + String.join("; ", windows.reasons()),
                windows.leftOut().isEmpty() ? "" : "; invalid from second " + seconds(windows.leftOut())));
        if (summary.money() != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "cost      %.6f %s, of it %.6f for attempts that were not answered",
                    summary.money().cost(),
                    summary.money().currency(),
                    summary.money().wasted()));
        }
        summary.arrivalCertificates().forEach(certificate -> lines.add("arrivals  " + certificate.line()));
        if (summary.reactions() != null && summary.reactions().requests() > 0) {
            lines.add(reactions(summary.reactions()));
        }
        if (summary.actions() != null) {
            lines.add(actions(summary.actions()));
        }
        lines.addAll(ThresholdText.lines(summary.thresholds()));
        return lines;
    }

    private static String actions(RunSummary.Actions actions) {
        return String.format(
                Locale.ROOT,
                "actions   %,d in the whole run, %,d with all calls answered; to the end of the last call p50 %,.3f, p90 %,.3f, "
                        + "p99 %,.3f, max %,.3f ms",
                actions.total(),
                actions.complete(),
                actions.p50(),
                actions.p90(),
                actions.p99(),
                actions.max());
    }

    private static String reactions(ReactionReport reactions) {
        ReactionReport.RetryAfter asked = reactions.retryAfter();
        return String.format(
                Locale.ROOT,
                "reactions %.3f attempts per request in the whole run, %,d retries (%,d in vain); "
                        + "asked to wait %,d times, came back %,d times, %,d too early",
                reactions.amplification(),
                reactions.retries(),
                reactions.retriesInVain(),
                asked.asked(),
                asked.cameBack(),
                asked.early());
    }

    private static String seconds(List<Double> starts) {
        return starts.stream()
                .map(start -> String.format(Locale.ROOT, "%.1f", start))
                .collect(Collectors.joining(", "));
    }

    private static String classes(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String millis(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%,.3f", value);
    }
}
