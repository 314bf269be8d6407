package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.report.runbook.RunbookData.Totals;
import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/**
 * What the run cost, and what the planned load would cost at the same price for a request.
 *
 * @param perRequest mean over logical requests, those without an answer included; null when none ended
 * @param plan null when none is given
 * @param plannedPerHour null without a plan or prices
 */
public record CostFigures(
        double cost,
        double wasted,
        String currency,
        String priceBook,
        Mean perRequest,
        Plan plan,
        Mean plannedPerHour) {
    private static final double MINUTES = 60;
    private static final double HOURS_OF_MONTH = 24 * 30;

    static CostFigures of(Totals totals, String priceBook, Mean perRequest, Plan plan) {
        Mean hour = plan == null || perRequest == null ? null : perRequest.times(plan.perMinute() * MINUTES);
        return new CostFigures(
                totals.cost(), totals.wastedCost(), totals.currency(), priceBook, perRequest, plan, hour);
    }

    Section section() {
        List<Item> items = new ArrayList<>();
        if (cost == 0) {
            items.add(new Item(
                    "this run", "no cost", "price book " + priceBook + " has no price for what was used", Mark.WARN));
            return new Section("cost", "What it costs", items);
        }
        items.add(Item.of(
                "this run",
                Figures.price(cost, currency),
                wasted == 0
                        ? "nothing spent on attempts that failed"
                        : Figures.price(wasted, currency) + " of it on attempts that failed"));
        if (perRequest != null) {
            items.add(Item.of(
                    "1,000 requests",
                    money(perRequest.times(1_000)),
                    interval(perRequest.times(1_000)) + "price book " + priceBook));
        }
        if (plannedPerHour == null) {
            items.add(new Item(
                    "planned load",
                    "not given",
                    "say plan: {requestsPerMinute: N} in the scenario, or --planned-rate N",
                    Mark.NONE));
        } else {
            items.add(Item.of(
                    "planned load",
                    money(plannedPerHour) + " an hour",
                    "at " + plan.inWords() + "; " + interval(plannedPerHour)
                            + money(plannedPerHour.times(HOURS_OF_MONTH)) + " in 30 days; "
                            + "%s \u00d7 60 \u00d7 %s"
                                    .formatted(
                                            Figures.rounded(plan.perMinute()),
                                            Figures.price(perRequest.value(), currency))));
        }
        return new Section("cost", "What it costs", items);
    }

    private String money(Mean mean) {
        return Figures.price(mean.value(), currency);
    }

    private String interval(Mean mean) {
        return mean.low() == null
                ? ""
                : "95 %%: %s to %s; "
                        .formatted(Figures.price(mean.low(), currency), Figures.price(mean.high(), currency));
    }
}
