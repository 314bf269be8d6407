package io.tokenweir.cli;

import java.util.Locale;

import io.tokenweir.report.limiter.Finding;
import io.tokenweir.report.limiter.LimiterFinding;
import io.tokenweir.report.limiter.LimiterFindings;

/** What was found of a target's limits, as a table for a terminal. */
final class LimiterText {
    private static final String ROW = "  %-16s %-28s %-11s %s%n";
    private static final double SURE = 0.9;
    private static final double LIKELY = 0.6;

    private final StringBuilder text = new StringBuilder();

    private LimiterText() {}

    static String of(LimiterFindings findings) {
        LimiterText text = new LimiterText();
        text.write(findings);
        return text.text.toString();
    }

    private void write(LimiterFindings findings) {
        if (findings.limiters().isEmpty()) {
            add("No limit was met.%n");
        }
        int number = 0;
        for (LimiterFinding limiter : findings.limiters()) {
            add("Limit %d%n", ++number);
            add(ROW, "", "found", "confidence", "evidence");
            row("of", limiter.dimension());
            row("size", limiter.size());
            row("window", limiter.window());
            row("window, s", limiter.windowSeconds());
            row("capacity", limiter.capacity());
            row("refill, 1/s", limiter.refillPerSecond());
            row("charged", limiter.charging());
            row("refused count", limiter.refusedCount());
            row("shared by", limiter.scope());
        }
        findings.neverReached()
                .forEach((dimension, upTo) -> add("Not reached: %s, offered %s.%n", word(dimension), upTo));
        findings.notTested().forEach(what -> add("Not tested: %s%n", what));
        findings.warnings().forEach(what -> add("Warning: %s%n", what));
        LimiterFindings.Spent spent = findings.spent();
        add(
                "Spent %.0f s, %d requests (%d refused, %d failed), %d tokens. Ended: %s.%n",
                spent.seconds(), spent.requests(), spent.refused(), spent.failed(), spent.tokens(), findings.ended());
    }

    private void row(String name, Finding<?> finding) {
        if (finding == null) {
            return;
        }
        add(ROW, name, value(finding), sure(finding.confidence()), finding.evidence());
        if (finding.headersSay() != null) {
            add(ROW, "", "", "", "the server says: " + finding.headersSay());
        }
    }

    private static String value(Finding<?> finding) {
        if (finding.value() instanceof Double value) {
            String range = finding.low() == null
                    ? ""
                    : " (" + number(finding.low()) + " to " + (finding.high() == null ? "?" : number(finding.high()))
                            + ")";
            return number(value) + range;
        }
        return word(finding.value());
    }

    private static String number(double value) {
        return Math.abs(value - Math.rint(value)) < 1e-9
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String word(Object value) {
        return value instanceof Boolean yes
                ? (yes ? "yes" : "no")
                : value.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String sure(double confidence) {
        String word = confidence >= SURE ? "sure" : confidence >= LIKELY ? "likely" : "a guess";
        return String.format(Locale.ROOT, "%.2f %s", confidence, word);
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
