package io.tokenweir.report.runbook;

import java.util.stream.Collectors;

import io.tokenweir.report.chart.Svg;
import io.tokenweir.report.runbook.RunbookData.Example;
import io.tokenweir.report.runbook.RunbookData.Latency;
import io.tokenweir.report.runbook.RunbookData.Path;
import io.tokenweir.report.runbook.RunbookData.RetryAfter;
import io.tokenweir.report.runbook.RunbookData.Totals;

/** What stands below the page on a screen and is not printed: every latency, every path with its requests, phases, totals. */
final class HtmlDetails {
    private HtmlDetails() {}

    static String latencies(RunbookData data) {
        StringBuilder html =
                new StringBuilder("<section><h2>Latency, ms</h2><table><tr><th></th><th>p50</th><th>p90</th>"
                        + "<th>p99</th><th>p99.9</th><th>n</th></tr>");
        for (Latency latency : data.latencies()) {
            html.append("<tr title=\"%s\"><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                    .formatted(
                            Svg.escape(latency.definition()),
                            latency.name(),
                            Figures.millis(latency.p50Millis()),
                            Figures.millis(latency.p90Millis()),
                            Figures.millis(latency.p99Millis()),
                            Figures.millis(latency.p999Millis()),
                            Figures.count(latency.n())));
        }
        return html.append("</table><p class=\"note soft\">Error: ")
                .append(Svg.escape(Trust.errorBound(data.errorBound())))
                .append(". A dash: too few samples. \u201cAs felt\u201d counts from the intended start, queue and"
                        + " retries included.</p>")
                .append(retryAfter(data.retryAfter()))
                .append("</section>")
                .toString();
    }

    private static String retryAfter(RetryAfter audit) {
        if (audit.asked() == 0) {
            return "";
        }
        return ("<p class=\"note\"><b>Retry-After</b> was asked %s times (median %s ms). Kept %s, early %s, other model"
                        + " instead %s, not retried %s. Waits were over by %s ms in the median; %s of the retries that"
                        + " kept it were answered.</p>")
                .formatted(
                        Figures.count(audit.asked()),
                        Figures.millis(audit.askedP50Millis()),
                        Figures.count(audit.kept()),
                        Figures.count(audit.early()),
                        Figures.count(audit.elsewhere()),
                        Figures.count(audit.notRetried()),
                        Figures.millis(audit.overP50Millis()),
                        Figures.percent(audit.thenAnswered(), audit.kept()));
    }

    static String paths(RunbookData data) {
        StringBuilder html = new StringBuilder("<section class=\"paths\"><h2>Degradation paths that fired</h2>");
        if (data.paths().isEmpty()) {
            return html.append("<p class=\"note\">None.</p></section>\n").toString();
        }
        html.append("<table><tr><th>path</th><th>times</th><th class=\"wide\">")
                .append(proofHead(data))
                .append("</th></tr>");
        for (Path path : data.paths()) {
            html.append("<tr><td>%s <span class=\"of\">%s</span></td><td>%s</td><td class=\"wide\">%s</td></tr>"
                    .formatted(
                            Svg.escape(path.name()),
                            Svg.escape(path.note()),
                            Figures.count(path.count()),
                            path.examples().stream()
                                    .map(example -> example(data.runId(), example))
                                    .collect(Collectors.joining())));
        }
        return html.append("</table></section>\n").toString();
    }

    private static String proofHead(RunbookData data) {
        boolean log = data.paths().stream()
                .flatMap(path -> path.examples().stream())
                .anyMatch(example -> example.answers() != null);
        return log
                ? "five requests each, and how the target\u2019s own log says they were answered"
                : "five requests each";
    }

    private static String example(String runId, Example example) {
        String shown = example.requestId().startsWith(runId + ".")
                ? example.requestId().substring(runId.length() + 1)
                : example.requestId();
        String answers = example.answers() == null
                ? ""
                : example.answers().isEmpty()
                        ? "never sent"
                        : example.answers().stream()
                                .map(answer -> answer.split(" ", 2)[0])
                                .collect(Collectors.joining("\u2192"));
        return "<span class=\"id\" title=\"%s\"><code>%s</code> <span class=\"of\">%s</span></span>"
                .formatted(Svg.escape(example.requestId()), Svg.escape(shown), Svg.escape(answers));
    }

    static String totals(RunbookData data) {
        Totals totals = data.totals();
        return ("<section><h2>Totals</h2><p class=\"note\">Requests: %s.<br>Attempts: %s.<br>Tokens: %s in, %s out; %s arrivals.<br>"
                        + "Refused: %s.<br>Cost: %s%s.<br>%s</p></section>")
                .formatted(
                        TerminalSummary.counts(totals.requests()),
                        TerminalSummary.counts(totals.attempts()),
                        Figures.count(totals.inputTokens()),
                        Figures.count(totals.outputTokens()),
                        Figures.count(totals.arrivals()),
                        TerminalSummary.refused(totals.attempts()),
                        Figures.money(totals.cost(), totals.currency()),
                        TerminalSummary.wasted(totals),
                        data.models().stream()
                                .map(model -> Svg.escape(model.model()) + ": " + Figures.count(model.answered())
                                        + " answered, " + Figures.money(model.cost(), totals.currency()))
                                .collect(Collectors.joining("<br>")));
    }

    static String phases(RunbookData data) {
        StringBuilder html = new StringBuilder("<section><h2>Phases, UTC</h2><table>");
        for (RunFacts.Phase phase : data.phases()) {
            html.append("<tr title=\"%s\"><td>%s</td><td>%s</td><td>%s</td></tr>"
                    .formatted(
                            Svg.escape(phase.note()),
                            Svg.escape(phase.name()),
                            Figures.clock(phase.start()),
                            Figures.duration(
                                    (phase.end().toEpochMilli() - phase.start().toEpochMilli()) / 1e3)));
        }
        html.append("</table>");
        RunFacts.Provisioning accounts = data.provisioning();
        if (accounts != null) {
            html.append("<p class=\"note soft\">%d of %d accounts ready; the mailbox refused %d of %d calls.</p>"
                    .formatted(
                            accounts.ready(), accounts.wanted(), accounts.mailboxRefused(), accounts.mailboxCalls()));
        }
        return html.append("</section>").toString();
    }
}
