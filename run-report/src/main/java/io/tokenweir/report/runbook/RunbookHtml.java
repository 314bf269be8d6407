package io.tokenweir.report.runbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

import io.tokenweir.report.chart.Svg;
import io.tokenweir.report.runbook.RunbookData.Level;

/**
 * The runbook as one page that needs nothing else: style and charts are in it, no script, no network. It is laid out for one
 * printed sheet, A4 or Letter; what stands below it on a screen is not printed.
 */
final class RunbookHtml {
    private static final String PATTERNS = """
            <svg class="patterns" aria-hidden="true"><defs>
            <pattern id="thin" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <line class="hatch" x1="0" y1="0" x2="0" y2="6" stroke-width="1"/></pattern>
            <pattern id="thick" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <rect class="ground" width="4" height="4"/><line class="hatch" x1="0" y1="0" x2="0" y2="4" stroke-width="2.6"/></pattern>
            <pattern id="over" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">\
            <line class="white" x1="0" y1="0" x2="0" y2="3" stroke-width="1.4"/></pattern>
            </defs></svg>
            """;

    private final RunbookData data;
    private final StringBuilder page = new StringBuilder();

    private RunbookHtml(RunbookData data) {
        this.data = data;
    }

    static String render(RunbookData data) {
        return new RunbookHtml(data).page();
    }

    private String page() {
        add("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>Runbook %s</title>
                <style>
                %s</style></head><body>
                """, Svg.escape(data.runId()), style());
        page.append(PATTERNS);
        header();
        verdict();
        page.append("<div class=\"three heroes\">");
        sections("where", "path", "proof");
        page.append("</div>\n<div class=\"two\"><div>");
        figure(CurveChart.draw(data));
        add(
                "<p class=\"note soft\">%s</p></div><div class=\"stack\">",
                Svg.escape(data.curve().method()));
        sections("felt", "layer");
        page.append("</div></div>\n");
        sections("set");
        page.append("<div class=\"two wide-right\">");
        sections("cost", "trust");
        page.append("</div>\n");
        figure(TimePanels.strip(data));
        sections("again");
        add("<p class=\"whose\">%s</p>\n", Svg.escape(data.whoseReaction()));
        details();
        return page.append("</body></html>\n").toString();
    }

    private void header() {
        add(
                """
                <header><div><span class="name">Tokenweir runbook</span> \u00b7 <b>%s</b> against %s</div>
                <div>run <b>%s</b> \u00b7 %s, %s%s</div></header>
                """,
                Svg.escape(data.title()),
                Svg.escape(data.target()),
                Svg.escape(data.runId()),
                Figures.day(data.started()),
                Figures.duration(data.durationSeconds()),
                data.cutShort() ? ", <b class=\"bad\">cut short</b>" : "");
    }

    private void verdict() {
        Level level = data.verdict().level();
        String cssClass = switch (level) {
            case REACHED, STORM, FAILED -> "";
            case NOT_REACHED, PASSED -> " calm";
            case SEEN, UNPROVEN, CUT_SHORT, DOUBTFUL -> " doubt";
        };
        add(
                """
                <section class="verdict%s"><p class="level">%s</p><h1>%s</h1><p class="detail">%s</p></section>
                """,
                cssClass,
                label(level),
                emphasised(Svg.escape(data.verdict().sentence())),
                Svg.escape(data.verdict().detail()));
    }

    static String label(Level level) {
        return switch (level) {
            case REACHED -> "\u25b2 Limit reached";
            case SEEN -> "\u25b3 Limit seen, the meter not valid";
            case NOT_REACHED -> "\u25cf No limit reached";
            case PASSED -> "\u2713 Passed: what was declared is proven";
            case FAILED -> "\u2717 Failed: a declared clause did not hold";
            case UNPROVEN -> "? Unproven: too little evidence";
            case STORM -> "\u2717 Storm: the reaction made it worse";
            case CUT_SHORT -> "\u25d4 Cut short";
            case DOUBTFUL -> "\u25c7 Not to be trusted: the meter was not valid";
        };
    }

    /** The figures of the sentence stand out. */
    private static String emphasised(String sentence) {
        return sentence.replaceAll(
                "(\\d[\\d,.]*(?: concurrent streams| tokens per minute| requests per minute))", "<em>$1</em>");
    }

    private void sections(String... ids) {
        for (String id : ids) {
            page.append(SectionHtml.of(data.section(id)));
        }
    }

    private void figure(String svg) {
        if (!svg.isEmpty()) {
            page.append("<figure>").append(svg).append("</figure>\n");
        }
    }

    private void details() {
        if (data.seconds().isEmpty()) {
            return;
        }
        page.append("<div class=\"details\"><p class=\"fold\">Details, not printed</p>");
        figure(TimePanels.rest(data));
        page.append("<div class=\"two\">")
                .append(HtmlDetails.latencies(data))
                .append(HtmlDetails.phases(data))
                .append("</div>")
                .append(HtmlDetails.paths(data))
                .append(HtmlDetails.totals(data))
                .append("</div>\n");
    }

    private void add(String format, Object... arguments) {
        page.append(String.format(Locale.ROOT, format, arguments));
    }

    private static String style() {
        try (InputStream css = RunbookHtml.class.getResourceAsStream("runbook.css")) {
            return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The style sheet is missing from the jar.", e);
        }
    }
}
