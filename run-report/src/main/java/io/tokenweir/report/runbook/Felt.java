package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.report.runbook.RunbookData.Totals;
import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/**
 * What users felt: from the moment that they wanted an answer to its first token, queue and retries included; and how many
 * got none. Percentiles are null where there are too few values for them.
 *
 * @param all over every second whose meter can be trusted
 * @param calm in the seconds without a refusal
 * @param pressed in the seconds in which the limit refused
 * @param unanswered requests by how they ended without an answer
 */
public record Felt(Waits all, Waits calm, Waits pressed, long requests, long answered, Map<String, Long> unanswered) {

    /** Intended start to first token, ms. */
    public record Waits(long n, Double p50Millis, Double p95Millis, Double p99Millis) {
        static Waits of(ExponentialHistogram histogram) {
            return new Waits(
                    histogram.count(),
                    Durations.quantile(histogram, 0.5),
                    Durations.quantile(histogram, 0.95),
                    Durations.quantile(histogram, 0.99));
        }

        String inWords() {
            return "half within %s, 95 %% within %s, 99 %% within %s"
                    .formatted(Figures.span(p50Millis), Figures.span(p95Millis), Figures.span(p99Millis));
        }
    }

    static Felt of(LoadParts parts, Totals totals) {
        Map<String, Long> unanswered = new TreeMap<>(totals.requests());
        unanswered.remove("OK");
        return new Felt(
                Waits.of(parts.all(Durations::ttftIntended)),
                Waits.of(parts.calm(Durations::ttftIntended)),
                Waits.of(parts.pressed(Durations::ttftIntended)),
                totals.ended(),
                totals.answered(),
                unanswered);
    }

    Section section() {
        List<Item> items = new ArrayList<>();
        if (requests == 0) {
            items.add(Item.of("", "not measured", "no request of a user ended in this run"));
            return new Section("felt", "What the user felt", items);
        }
        items.add(Item.of(
                "first token after",
                "%s / %s".formatted(Figures.span(all.p50Millis()), Figures.span(all.p99Millis())),
                "half / 99 % of those answered, from the moment they wanted it, queue and retries included"));
        if (pressed.n() > 0) {
            items.add(Item.of(
                    "while it refused",
                    "%s / %s".formatted(Figures.span(pressed.p50Millis()), Figures.span(pressed.p99Millis())),
                    "otherwise %s / %s".formatted(Figures.span(calm.p50Millis()), Figures.span(calm.p99Millis()))));
        }
        items.add(new Item(
                "got no answer",
                Figures.percent(requests - answered, requests),
                unanswered.isEmpty()
                        ? "all %s requests were answered".formatted(Figures.count(requests))
                        : "of %s requests: %s".formatted(Figures.count(requests), TerminalSummary.counts(unanswered)),
                answered == requests ? Mark.GOOD : Mark.WARN));
        return new Section("felt", "What the user felt", items);
    }
}
