package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.report.limiter.Charging;
import io.tokenweir.report.limiter.Finding;
import io.tokenweir.report.limiter.LimiterFinding;
import io.tokenweir.report.limiter.LimiterFindings;
import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/** Which limiter it is, as the page says it: a line for each, with the least sure of its findings. */
final class LimiterText {
    private static final double SURE = 0.8;

    private LimiterText() {}

    static List<Item> items(LimiterFindings findings) {
        List<Item> items = new ArrayList<>();
        for (LimiterFinding limiter : findings.limiters()) {
            items.add(item(limiter));
        }
        findings.neverReached()
                .forEach((dimension, upTo) -> items.add(Item.of("no limit met", dimension.words(), upTo)));
        return items;
    }

    private static Item item(LimiterFinding limiter) {
        Finding<Double> size = limiter.size();
        List<String> value = new ArrayList<>();
        value.add((size == null || size.value() == null ? "unknown size of" : Figures.rounded(size.value()))
                + " " + limiter.unit()
                + (known(limiter.windowSeconds())
                        ? " in " + Figures.rounded(limiter.windowSeconds().value()) + " s"
                        : ""));
        List<String> detail = new ArrayList<>();
        double confidence = limiter.dimension().confidence();
        if (size != null && size.low() != null && size.high() != null) {
            detail.add("between " + Figures.range(size.low(), size.high()));
        }
        if (size != null) {
            confidence = Math.min(confidence, size.confidence());
        }
        if (known(limiter.window())) {
            detail.add("window " + limiter.window().value().words());
            confidence = Math.min(confidence, limiter.window().confidence());
        }
        if (known(limiter.charging())) {
            detail.add("charges " + limiter.charging().value().words());
        }
        if (known(limiter.scope())) {
            detail.add("for " + limiter.scope().value().words());
        }
        if (known(limiter.refusedCount())) {
            detail.add("refused calls " + (limiter.refusedCount().value() ? "count" : "do not count"));
        }
        detail.add("confidence of the least sure " + Figures.decimals(confidence, 2));
        if (size != null && size.headersSay() != null) {
            detail.add("headers claim " + size.headersSay());
        }
        return new Item(
                "limiter",
                String.join(", ", value),
                String.join("; ", detail),
                confidence < SURE ? Mark.WARN : Mark.NONE);
    }

    private static boolean known(Finding<?> finding) {
        return finding != null && finding.value() != null;
    }

    /** Whether a limiter of tokens takes the most that an answer may have before it is given. */
    static boolean chargesUpFront(LimiterFindings findings) {
        return findings != null
                && findings.limiters().stream()
                        .map(LimiterFinding::charging)
                        .filter(LimiterText::known)
                        .map(Finding::value)
                        .anyMatch(charging -> charging == Charging.PROMPT_AND_MAX_TOKENS
                                || charging == Charging.PROMPT_AND_MAX_TOKENS_SETTLED);
    }
}
