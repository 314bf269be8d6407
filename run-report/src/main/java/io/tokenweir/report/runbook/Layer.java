package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.tokenweir.events.Distribution;
import io.tokenweir.events.Outcome;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.report.limiter.LimiterFindings;
import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/**
 * Which layer refused: a gateway's policy or an engine out of capacity. A gateway refuses within milliseconds, before any
 * engine is asked, and tells its limit in headers; an engine that is too busy first answers more slowly (first token, then
 * every token), and its failures come late and without such headers. Medians in ms; null where there are too few values.
 *
 * @param refusalP50Millis from the start of an attempt to the headers of its refusal
 * @param withHeaders refusals that asked for a wait or told their limit
 * @param broken attempts that failed without being refused: errors, timeouts, resets
 * @param light medians at less than half of the load at the onset
 * @param near at more, before anything was refused
 */
public record Layer(
        Kind kind,
        long refusals,
        Double refusalP50Millis,
        Double refusalP99Millis,
        long withHeaders,
        Map<Integer, Long> statuses,
        Map<Outcome, Long> broken,
        Pace light,
        Pace near,
        Pace pressed) {
    /** Refusals below this many tell of nothing. */
    private static final int FEWEST = 10;

    /** A refusal within this share of the time to a first token cannot have waited for an engine's turn. */
    private static final double EARLY_SHARE = 0.5;

    /** An engine slowed when its medians grew by more than this before anything was refused. */
    private static final double SLOWED = 1.5;

    public enum Kind {
        POLICY("policy: a gateway refused"),
        INFRASTRUCTURE("infrastructure: the engine was out of capacity"),
        BOTH("both: the engine slowed, then a gateway refused"),
        NOT_TOLD("not told by this run"),
        NOTHING_REFUSED("nothing was refused");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Medians of the time to the first token and per token after it, and of how many answers. */
    public record Pace(long n, Double ttftMillis, Double tpotMillis) {}

    static Layer of(RefusalFacts facts, LoadParts parts) {
        Pace light = pace(parts, LoadParts::light);
        Pace near = pace(parts, LoadParts::near);
        Pace pressed = pace(parts, LoadParts::pressed);
        Double p50 = Durations.quantile(facts.time(), 0.5);
        return new Layer(
                kind(facts, p50, light, near, pressed),
                facts.count(),
                p50,
                Durations.quantile(facts.time(), 0.99),
                facts.withHeaders(),
                facts.statuses(),
                facts.broken(),
                light,
                near,
                pressed);
    }

    private interface Part {
        ExponentialHistogram of(LoadParts parts, Function<Durations, Distribution> which);
    }

    private static Pace pace(LoadParts parts, Part part) {
        ExponentialHistogram ttft = part.of(parts, Durations::ttft);
        return new Pace(
                ttft.count(), Durations.quantile(ttft, 0.5), Durations.quantile(part.of(parts, Durations::tpot), 0.5));
    }

    private static Kind kind(RefusalFacts facts, Double refusal, Pace light, Pace near, Pace pressed) {
        long failures =
                facts.broken().values().stream().mapToLong(Long::longValue).sum();
        if (facts.count() + failures == 0) {
            return Kind.NOTHING_REFUSED;
        }
        if (facts.count() + failures < FEWEST) {
            return Kind.NOT_TOLD;
        }
        Pace base = light.ttftMillis() == null ? near : light;
        boolean slowed = grew(base.ttftMillis(), near.ttftMillis()) || grew(base.tpotMillis(), near.tpotMillis());
        boolean slowedLater =
                grew(base.ttftMillis(), pressed.ttftMillis()) || grew(base.tpotMillis(), pressed.tpotMillis());
        boolean fast = refusal != null && base.ttftMillis() != null && refusal < EARLY_SHARE * base.ttftMillis();
        boolean told = facts.withHeaders() * 2 >= facts.count() && facts.count() > 0;
        if (failures > facts.count() || (!fast && !told)) {
            return slowed || slowedLater ? Kind.INFRASTRUCTURE : Kind.NOT_TOLD;
        }
        if (!fast) {
            return Kind.NOT_TOLD;
        }
        return slowed ? Kind.BOTH : told ? Kind.POLICY : Kind.NOT_TOLD;
    }

    private static boolean grew(Double from, Double to) {
        return from != null && to != null && to > SLOWED * from;
    }

    /** @param limiter which limiter it is; null where nobody looked */
    Section section(LimiterFindings limiter) {
        List<Item> items = new ArrayList<>();
        items.add(new Item("", kind.words(), "", kind == Kind.NOT_TOLD ? Mark.WARN : Mark.NONE));
        if (refusals > 0) {
            items.add(Item.of(
                    "time to refusal",
                    Figures.span(refusalP50Millis),
                    "half; 99 %% within %s; n = %s; status %s; %s named their limit or a wait"
                            .formatted(
                                    Figures.span(refusalP99Millis),
                                    Figures.count(refusals),
                                    statuses.keySet().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", ")),
                                    Figures.percent(withHeaders, refusals))));
        }
        items.add(Item.of(
                "first token",
                paces(Pace::ttftMillis),
                "medians: light load \u2192 near the limit \u2192 while it refused"));
        items.add(Item.of("per token", paces(Pace::tpotMillis), "the same; a gateway's limit changes neither"));
        if (!broken.isEmpty()) {
            items.add(new Item(
                    "failed, not refused",
                    Figures.count(
                            broken.values().stream().mapToLong(Long::longValue).sum()),
                    broken.entrySet().stream()
                            .map(entry -> Figures.count(entry.getValue()) + " " + entry.getKey())
                            .collect(Collectors.joining(", ")),
                    Mark.WARN));
        }
        if (limiter != null) {
            items.addAll(LimiterText.items(limiter));
        }
        return new Section("layer", "Policy or infrastructure?", items);
    }

    private String paces(Function<Pace, Double> which) {
        return List.of(light, near, pressed).stream()
                .map(pace -> Figures.span(which.apply(pace)))
                .collect(Collectors.joining(" \u2192 "));
    }
}
