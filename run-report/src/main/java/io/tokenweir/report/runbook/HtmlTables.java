package io.tokenweir.report.runbook;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.tokenweir.report.chart.Svg;
import io.tokenweir.report.runbook.RunbookData.ErrorBound;
import io.tokenweir.report.runbook.RunbookData.Example;
import io.tokenweir.report.runbook.RunbookData.Latency;
import io.tokenweir.report.runbook.RunbookData.Meter;
import io.tokenweir.report.runbook.RunbookData.Path;
import io.tokenweir.report.runbook.RunbookData.RetryAfter;
import io.tokenweir.report.runbook.RunbookData.Span;
import io.tokenweir.report.runbook.RunbookData.Totals;

/** The tables and boxes of the page, as HTML fragments. */
final class HtmlTables {
    private static final int SPANS = 3;

    private HtmlTables() {}

    static String tiles(RunbookData data) {
        Totals totals = data.totals();
        Meter meter = data.meter();
        boolean agrees = data.targetOnset() != null && data.targetOnset().agrees();
        return "<dl class=\"tiles\">"
                + tile(
                        "Onset",
                        data.onset() == null
                                ? "none"
                                : Figures.clock(data.onset().second()),
                        onsetNote(data),
                        data.targetOnset() == null || agrees ? "" : "bad")
                + tile(
                        "Answered",
                        Figures.percent(totals.answered(), totals.ended()),
                        "%s of %s requests; %.2f attempts each"
                                .formatted(
                                        Figures.count(totals.answered()),
                                        Figures.count(totals.ended()),
                                        totals.amplification()),
                        "")
                + retryAfterTile(data.retryAfter())
                + tile(
                        "Meter",
                        meter.valid() + "/" + meter.windows(),
                        "windows valid; %d suspect, %d invalid".formatted(meter.suspect(), meter.invalid()),
                        meter.invalid() == 0 ? "good" : "bad")
                + tile(
                        "Ledger",
                        data.ledgerEqual() == null ? "not run" : data.ledgerEqual() ? "equal" : "NOT equal",
                        data.ledgerEqual() == null ? "" : data.ledger().replaceFirst("^Ledger check: ", ""),
                        data.ledgerEqual() == null ? "" : data.ledgerEqual() ? "good" : "bad")
                + "</dl>\n";
    }

    private static String onsetNote(RunbookData data) {
        if (data.targetOnset() == null) {
            return data.onset() == null ? "no second with three refusals" : "as seen by the client";
        }
        return "target's own log: %s, %s streams, %s tokens/min"
                .formatted(
                        Figures.clock(data.targetOnset().second()),
                        Figures.count(data.targetOnset().concurrency()),
                        Figures.count(data.targetOnset().tokensPerMinute()));
    }

    private static String retryAfterTile(RetryAfter audit) {
        long retried = audit.kept() + audit.early();
        return tile(
                "Retry-After kept",
                audit.asked() == 0 ? "not asked" : Figures.percent(audit.kept(), retried),
                audit.asked() == 0
                        ? ""
                        : "%s of %s retries; %s early"
                                .formatted(
                                        Figures.count(audit.kept()),
                                        Figures.count(retried),
                                        Figures.count(audit.early())),
                audit.early() > 0 ? "bad" : audit.asked() > 0 ? "good" : "");
    }

    private static String tile(String name, String big, String small, String cssClass) {
        return "<div><dt>%s</dt><dd class=\"big %s\">%s</dd><dd class=\"small\">%s</dd></div>"
                .formatted(name, cssClass, Svg.escape(big), Svg.escape(small));
    }

    static String latencies(RunbookData data) {
        StringBuilder html = new StringBuilder("<h2>Latency, ms</h2><table><tr><th></th><th>p50</th><th>p90</th>"
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
        html.append("</table><p class=\"note soft\">Error: ")
                .append(errorBound(data.errorBound()))
                .append(". A dash: too few samples. \u201cAs felt\u201d counts from the intended start, queue and"
                        + " retries included.</p>");
        return html.append(retryAfter(data.retryAfter())).toString();
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

    /** How wrong a latency may be, in words. */
    static String errorBound(ErrorBound bound) {
        String meter = bound.meterMillis() == null
                ? "meter unknown"
                : String.format(Locale.ROOT, "meter \u2264 %s ms", Figures.millis(bound.meterMillis()));
        String scope = bound.scope().isEmpty() ? "" : "; " + bound.scope();
        return String.format(Locale.ROOT, "histogram \u2264 %.2f %%, %s%s", bound.bucketsPercent(), meter, scope);
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

    static String trust(RunbookData data) {
        StringBuilder html = new StringBuilder("<section><h2>How far to trust it</h2><ul class=\"note\">");
        html.append("<li>").append(Svg.escape(data.targetAgreement())).append("</li>");
        html.append("<li>").append(Svg.escape(data.ledger())).append("</li>");
        if (!data.meter().littlesLaw().isEmpty()) {
            html.append("<li>").append(Svg.escape(data.meter().littlesLaw())).append(".</li>");
        }
        for (Span span : data.meter()
                .spans()
                .subList(0, Math.min(SPANS, data.meter().spans().size()))) {
            html.append("<li>Meter %s %s\u2013%s: %s.</li>"
                    .formatted(
                            span.verdict().toLowerCase(Locale.ROOT),
                            Figures.clock(span.fromSecond()),
                            Figures.clock(span.toSecond() + 1),
                            Svg.escape(String.join(", ", span.reasons()))));
        }
        int more = data.meter().spans().size() - SPANS;
        html.append(more > 0 ? "<li>%d more such spans are in runbook.json.</li>".formatted(more) : "");
        return html.append("</ul></section>").toString();
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

    static String versions(Map<String, String> versions) {
        return versions.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
