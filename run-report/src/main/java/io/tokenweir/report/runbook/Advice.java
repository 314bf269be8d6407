package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/**
 * What to set, each figure with its arithmetic. By Little's law (J. Little, "A proof for the queuing formula L = &#955;W",
 * Operations Research 9, 1961) a rate of &#955; requests that each stay W seconds keeps &#955;W of them open. A load that is
 * planned as a mean comes in lumps; with independent arrivals of mean &#955; a minute, each of m tokens, all but one minute in
 * a thousand stay below &#955;m + 3.09 m &#8730;&#955;, and the requests open at once below &#955;W + 3.09 &#8730;(&#955;W).
 *
 * @param name what is set
 * @param value null where it cannot be told; then the arithmetic says what is missing
 * @param low of the 95 % interval; null where there is none
 */
public record Advice(String name, Double value, Double low, Double high, String unit, String arithmetic) {
    private static final double ONE_MINUTE_IN_A_THOUSAND = 3.09;
    private static final double MOST_RETRIES = 0.1;

    /** What the advice is made of. @param plan null when none is given, @param charged tokens that a limiter takes up front */
    record Inputs(
            Walls walls,
            Mean secondsInSystem,
            Mean tokens,
            Mean charged,
            boolean chargedUpFront,
            Plan plan,
            double fanOut) {}

    static List<Advice> of(Inputs inputs) {
        List<Advice> all = new ArrayList<>();
        all.add(cap(inputs));
        all.add(retries(inputs));
        all.addAll(limits(inputs));
        return all;
    }

    private static Advice cap(Inputs inputs) {
        String name = "concurrency cap";
        String unit = "streams";
        Optional<Wall> streams = inputs.walls().on(Axis.CONCURRENCY).filter(Wall::found);
        if (streams.isPresent() && streams.get().bitFirst()) {
            Wall wall = streams.get();
            return new Advice(
                    name,
                    Math.floor(wall.safe()),
                    wall.low(),
                    wall.high(),
                    unit,
                    (wall.hasInterval() ? "the lower end of the onset's interval, " : "the onset, ")
                            + wall.withInterval() + ": the limit is on concurrency itself");
        }
        Mean stay = inputs.secondsInSystem();
        Wall rate = inputs.walls().on(Axis.REQUESTS).filter(Wall::found).orElse(null);
        if (rate == null || stay == null) {
            return new Advice(
                    name,
                    null,
                    null,
                    null,
                    unit,
                    "needs an onset and answered requests: onset rate \u00d7 mean time in system");
        }
        double low = rate.safe() / 60 * stay.least();
        double high = (rate.high() == null ? rate.at() : rate.high()) / 60 * stay.most();
        boolean interval = rate.hasInterval() && stay.low() != null;
        return new Advice(
                name,
                Math.max(1, Math.floor(interval ? low : rate.at() / 60 * stay.value())),
                interval ? low : null,
                interval ? high : null,
                unit,
                "L = \u03bbW: onset %s requests/min \u00f7 60 \u00d7 %s s in system (n = %s) = %s%s"
                        .formatted(
                                Figures.rounded(rate.at()),
                                Figures.decimals(stay.value(), 2),
                                Figures.count(stay.n()),
                                Figures.rounded(rate.at() / 60 * stay.value()),
                                interval
                                        ? "; 95 %: " + Figures.range(low, high) + ", take the lower end"
                                        : "; from one climb, if the limit counts by the minute"));
    }

    private static Advice retries(Inputs inputs) {
        String name = "retry budget";
        String unit = "% of requests";
        Wall rate = inputs.walls().on(Axis.REQUESTS).filter(Wall::found).orElse(null);
        if (inputs.plan() == null || rate == null) {
            return new Advice(
                    name,
                    100 * MOST_RETRIES,
                    null,
                    null,
                    unit,
                    "the customary tenth; onset \u00f7 planned load \u2212 1 needs "
                            + (inputs.plan() == null ? "a plan" : "an onset in requests/min"));
        }
        double planned = inputs.plan().requestsPerMinute(inputs.fanOut());
        double room = rate.safe() / planned - 1;
        return new Advice(
                name,
                100 * Math.max(0, Math.min(MOST_RETRIES, room)),
                null,
                null,
                unit,
                "onset %s%s \u00f7 planned %s \u2212 1 = %s %%%s"
                        .formatted(
                                Figures.rounded(rate.safe()),
                                rate.hasInterval() ? " (lower end)" : "",
                                Figures.rounded(planned),
                                Figures.decimals(100 * room, 0),
                                room <= 0
                                        ? ": no room at all, a retry would only be refused; ask for more first"
                                        : room > MOST_RETRIES ? ", but never above a tenth" : ""));
    }

    private static List<Advice> limits(Inputs inputs) {
        if (inputs.plan() == null) {
            return List.of(new Advice(
                    "limit to ask for",
                    null,
                    null,
                    null,
                    "",
                    "needs a plan: plan: {requestsPerMinute: N} in the scenario, or --planned-rate N"));
        }
        double planned = inputs.plan().requestsPerMinute(inputs.fanOut());
        double minute = planned + ONE_MINUTE_IN_A_THOUSAND * Math.sqrt(planned);
        List<Advice> limits = new ArrayList<>();
        limits.add(new Advice(
                "ask for: requests",
                Math.ceil(minute),
                null,
                null,
                "requests/min",
                "%s planned + 3.09 \u221a%s: enough in 999 of 1,000 minutes"
                        .formatted(Figures.rounded(planned), Figures.rounded(planned))));
        Mean size = inputs.chargedUpFront() && inputs.charged() != null ? inputs.charged() : inputs.tokens();
        if (size != null) {
            limits.add(new Advice(
                    "ask for: tokens",
                    Math.ceil(minute * size.most()),
                    minute * size.least(),
                    minute * size.most(),
                    "tokens/min",
                    "%s requests \u00d7 %s tokens %s (n = %s%s)"
                            .formatted(
                                    Figures.rounded(minute),
                                    Figures.rounded(size.value()),
                                    inputs.chargedUpFront() ? "charged up front" : "measured",
                                    Figures.count(size.n()),
                                    size.low() == null
                                            ? ""
                                            : "; 95 %: " + Figures.range(size.low(), size.high())
                                                    + ", taken at the upper end")));
        }
        Mean stay = inputs.secondsInSystem();
        if (stay != null) {
            double open = planned / 60 * stay.most();
            limits.add(new Advice(
                    "ask for: streams",
                    Math.ceil(open + ONE_MINUTE_IN_A_THOUSAND * Math.sqrt(open)),
                    null,
                    null,
                    "streams at once",
                    "\u03bbW + 3.09 \u221a(\u03bbW), \u03bbW = %s \u00f7 60 \u00d7 %s s = %s"
                            .formatted(
                                    Figures.rounded(planned),
                                    Figures.decimals(stay.most(), 2),
                                    Figures.rounded(open))));
        }
        return limits;
    }

    static Section section(List<Advice> all) {
        return new Section("set", "What to set", all.stream().map(Advice::item).toList());
    }

    private Item item() {
        return new Item(
                name,
                value == null ? "not told" : Figures.rounded(value) + (unit.isEmpty() ? "" : " " + unit),
                arithmetic,
                value == null ? Mark.WARN : Mark.NONE);
    }
}
