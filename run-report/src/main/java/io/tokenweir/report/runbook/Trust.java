package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.tokenweir.report.runbook.RunbookData.ErrorBound;
import io.tokenweir.report.runbook.RunbookData.Meter;
import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/**
 * How far the page may be trusted: what speaks for it, what against it, and what nobody looked at.
 *
 * @param warnings what makes a figure less sure, in words
 * @param notTested what no figure of this page tells of
 */
public record Trust(List<String> warnings, List<String> notTested) {
    private static final int REASONS = 2;

    Section section(
            Meter meter, String ledger, Boolean ledgerEqual, String agreement, Boolean agrees, ErrorBound error) {
        List<Item> items = new ArrayList<>();
        for (String warning : warnings) {
            items.add(new Item("", "", warning, Mark.BAD));
        }
        items.add(meter(meter));
        if (!ledger.isEmpty()) {
            items.add(new Item(
                    "ledger",
                    "",
                    ledger.replaceFirst("^Ledger check: ", ""),
                    ledgerEqual == null ? Mark.WARN : ledgerEqual ? Mark.GOOD : Mark.BAD));
        }
        if (!agreement.isEmpty()) {
            items.add(new Item(
                    "target's log",
                    "",
                    agreement.replaceFirst("^The target's own log ", ""),
                    agrees == null ? Mark.WARN : agrees ? Mark.GOOD : Mark.BAD));
        }
        if (!meter.littlesLaw().isEmpty()) {
            items.add(new Item(
                    "cross-check", "", meter.littlesLaw(), meter.littlesLaw().contains("NOT") ? Mark.BAD : Mark.GOOD));
        }
        if (meter.windows() > 0) {
            items.add(Item.of("latency error", "", errorBound(error)));
        }
        items.add(Item.of("not tested", "", String.join("; ", notTested)));
        return new Section("trust", "How far to trust it", items);
    }

    private static Item meter(Meter meter) {
        if (meter.windows() == 0) {
            return new Item("meter", "no window", "no second of this run was measured", Mark.WARN);
        }
        String reasons = meter.reasons().stream()
                .limit(REASONS)
                .map(reason -> reason.bound() + " in " + reason.windows())
                .collect(Collectors.joining(", "));
        return new Item(
                "meter",
                meter.valid() + " of " + meter.windows() + " s valid",
                "%d suspect, %d invalid%s"
                        .formatted(meter.suspect(), meter.invalid(), reasons.isEmpty() ? "" : ": " + reasons),
                meter.invalid() == 0 ? Mark.GOOD : meter.invalid() * 2 > meter.windows() ? Mark.BAD : Mark.WARN);
    }

    /** How wrong a latency may be, in words. */
    static String errorBound(ErrorBound bound) {
        String meter = bound.meterMillis() == null
                ? "meter unknown"
                : "meter \u2264 " + Figures.millis(bound.meterMillis()) + " ms";
        String scope = bound.scope().isEmpty() ? "" : "; " + bound.scope();
        return "histogram \u2264 " + Figures.decimals(bound.bucketsPercent(), 2) + " %, " + meter + scope;
    }
}
