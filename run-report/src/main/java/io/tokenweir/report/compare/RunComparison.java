package io.tokenweir.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Two runs, or two groups of runs, side by side: each figure of both, and the interval in which their true difference lies.
 * Pure.
 *
 * @param a runs of the one side, by name
 * @param b runs of the other
 * @param rows one for each figure that was asked for, in the summary's order
 * @param warnings sentences: what differs beside what was meant to, and what is wrong with a run
 */
public record RunComparison(List<String> a, List<String> b, boolean paired, List<Row> rows, List<String> warnings) {

    /**
     * Compares. Throws {@link IllegalArgumentException} with a sentence when pairs are asked for and there are none.
     *
     * @param paired the runs of both sides belong together in their order, as when they took turns on one machine
     * @param wanted which figures, by name
     */
    public static RunComparison of(List<MeasuredRun> a, List<MeasuredRun> b, boolean paired, Predicate<String> wanted) {
        if (paired && (a.size() != b.size() || a.size() < 2)) {
            throw new IllegalArgumentException("Pairs need as many runs of A as of B, two at least; there are "
                    + a.size() + " and " + b.size() + ".");
        }
        Side left = new Side("A", a);
        Side right = new Side("B", b);
        Set<String> names = new LinkedHashSet<>(left.names());
        names.addAll(right.names());
        List<String> warnings = new ArrayList<>(Caveats.of(left, right));
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            if (wanted.test(name)) {
                rows.add(paired ? PairedRows.row(name, left, right) : row(name, left.figure(name), right.figure(name)));
                leftOut(name, left, warnings);
                leftOut(name, right, warnings);
            }
        }
        return new RunComparison(names(a), names(b), paired, rows, warnings);
    }

    private static Row row(String name, Figure a, Figure b) {
        Row refused = refused(name, a, b);
        if (refused != null) {
            return refused;
        }
        Interval ratio = a.value() > 0 && b.value() > 0 ? Mover.ratio(a, b) : Interval.OPEN;
        return Judge.row(name, a, b, Mover.difference(a, b), ratio);
    }

    /** The row of what cannot be compared; null when it can. */
    static Row refused(String name, Figure a, Figure b) {
        if (a != null && b != null && a.usable() && b.usable()) {
            return null;
        }
        List<String> reasons = new ArrayList<>();
        reason("A", a, reasons);
        reason("B", b, reasons);
        return Judge.notComparable(name, a, b, String.join("; ", reasons));
    }

    private static void reason(String side, Figure figure, List<String> reasons) {
        if (figure == null) {
            reasons.add(side + " has no value");
        } else if (!figure.usable()) {
            reasons.add(side + " " + figure.unusable());
        }
    }

    private static void leftOut(String name, Side side, List<String> warnings) {
        int usable = side.usable(name).size();
        if (usable > 0 && usable < side.runs().size()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: %d of its %d runs cannot be used for %s and are left out.",
                    side.name(),
                    side.runs().size() - usable,
                    side.runs().size(),
                    name));
        }
    }

    private static List<String> names(List<MeasuredRun> runs) {
        return runs.stream().map(MeasuredRun::name).toList();
    }
}
