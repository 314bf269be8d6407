package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/**
 * Where shedding begins on every axis, and how that is known.
 *
 * @param source {@code wall search} or {@code this run}
 * @param method of the estimate, and what ended the search
 */
public record Walls(List<Wall> axes, String source, String method) {

    Optional<Wall> first() {
        return axes.stream().filter(wall -> wall.bitFirst() && wall.found()).findFirst();
    }

    Optional<Wall> on(Axis axis) {
        return axes.stream().filter(wall -> wall.axis() == axis).findFirst();
    }

    boolean anyFound() {
        return axes.stream().anyMatch(Wall::found);
    }

    Section section() {
        List<Item> items = new ArrayList<>();
        axes.stream().filter(Wall::bitFirst).map(Walls::item).forEach(items::add);
        axes.stream().filter(wall -> !wall.bitFirst()).map(Walls::item).forEach(items::add);
        items.add(Item.of("", "", method));
        return new Section("where", "Where shedding begins", items);
    }

    private static Item item(Wall wall) {
        List<String> detail = new ArrayList<>();
        if (wall.found()) {
            detail.add(wall.hasInterval() ? "95 %: " + Figures.range(wall.low(), wall.high()) : "no interval");
        }
        if (wall.bitFirst()) {
            detail.add("bit first");
        }
        if (wall.recovery() != null) {
            detail.add("recovers at " + Figures.rounded(wall.recovery())
                    + (wall.recoveryLow() == null
                            ? ""
                            : " (" + Figures.range(wall.recoveryLow(), wall.recoveryHigh()) + ")"));
        }
        if (!wall.note().isEmpty()) {
            detail.add(wall.note());
        }
        return new Item(
                Wall.unit(wall.axis()),
                value(wall),
                String.join("; ", detail),
                wall.found() && !wall.hasInterval() ? Mark.WARN : Mark.NONE);
    }

    private static String value(Wall wall) {
        return switch (wall.state()) {
            case FOUND -> Figures.rounded(wall.at());
            case NOT_REACHED ->
                "not reached"
                        + (wall.offeredUpTo() == null ? "" : ": offered up to " + Figures.rounded(wall.offeredUpTo()));
            case BELOW_FIRST_STEP ->
                "below the first step" + (wall.offeredUpTo() == null ? "" : ", " + Figures.rounded(wall.offeredUpTo()));
            case NOT_MEASURED -> "not measured";
        };
    }
}
