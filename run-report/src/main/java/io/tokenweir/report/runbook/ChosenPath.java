package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tokenweir.common.audit.ReactionReport;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.report.runbook.RunbookData.Path;
import io.tokenweir.report.runbook.RunbookData.RetryAfter;
import io.tokenweir.report.runbook.RunbookData.Totals;
import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/**
 * Which path was taken at the edge, and by how many.
 *
 * @param kind of the path that most requests took; null when none fired
 * @param share of the requests that ended in seconds with refusals and took it; null when not known
 * @param storm whether the reaction made the load worse: at least half of the retries were refused again, and they were
 *     half as many as the requests, or came mostly sooner than asked
 */
public record ChosenPath(
        String kind, String name, String note, Double share, long retries, long retriesInVain, boolean storm) {
    private static final long FEWEST_RETRIES = 20;
    private static final double STORM_AMPLIFICATION = 1.5;

    static ChosenPath of(List<Path> paths, Double share, EventFacts events, RetryAfter waits) {
        ReactionReport report = events.reactions().report();
        long tooSoon = waits.early() + events.decisions().getOrDefault(DecisionKind.RETRY_AT_ONCE, 0L);
        boolean worse = events.amplification() >= STORM_AMPLIFICATION || tooSoon * 2 >= report.retries();
        boolean storm = report.retries() >= FEWEST_RETRIES && report.retriesInVain() * 2 >= report.retries() && worse;
        Optional<Path> first = paths.stream().findFirst();
        return new ChosenPath(
                first.map(Path::kind).orElse(null),
                first.map(Path::name).orElse("no path fired"),
                first.map(Path::note).orElse(""),
                share,
                report.retries(),
                report.retriesInVain(),
                storm);
    }

    Section section(List<Path> paths, RetryAfter waits, Totals totals) {
        List<Item> items = new ArrayList<>();
        items.add(new Item(
                "",
                storm ? "retry storm: " + name : name,
                (note
                                + (share == null
                                        ? ""
                                        : " by " + Figures.share(share)
                                                + " of the requests that ended while it refused"))
                        .strip(),
                storm ? Mark.BAD : Mark.NONE));
        for (Path path : paths.subList(Math.min(1, paths.size()), Math.min(4, paths.size()))) {
            items.add(Item.of("also", path.name(), Figures.count(path.count()) + "\u00d7"));
        }
        if (retries > 0) {
            items.add(new Item(
                    "attempts per request",
                    Figures.decimals(totals.amplification(), 2),
                    "%s retries, %s refused again"
                            .formatted(Figures.count(retries), Figures.percent(retriesInVain, retries)),
                    storm ? Mark.BAD : Mark.NONE));
        }
        if (waits.asked() > 0) {
            long back = waits.kept() + waits.early();
            items.add(new Item(
                    "Retry-After kept",
                    back == 0 ? "no retry" : Figures.percent(waits.kept(), back),
                    waits.early() == 0
                            ? "asked %s times; none came early".formatted(Figures.count(waits.asked()))
                            : "asked %s times; %s came early, the worst by %s"
                                    .formatted(
                                            Figures.count(waits.asked()),
                                            Figures.count(waits.early()),
                                            Figures.span(waits.worstShortfallMillis())),
                    waits.early() > 0 ? Mark.BAD : Mark.GOOD));
        }
        return new Section("path", "The path chosen", items);
    }
}
