package io.tokenweir.report.compare;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.report.compare.Side.Scattered;

/**
 * Runs that took turns, A B A B …: what drifts slowly is the same for both runs of a pair, and drops out of their difference.
 * The interval is Student's t of the pairs' differences; that of the ratio, of their logarithms. Pure.
 */
final class PairedRows {
    private PairedRows() {}

    static Row row(String name, Side a, Side b) {
        List<Double> differences = new ArrayList<>();
        List<Double> logs = new ArrayList<>();
        for (int pair = 0; pair < a.runs().size(); pair++) {
            Figure left = a.runs().get(pair).figures().get(name);
            Figure right = b.runs().get(pair).figures().get(name);
            if (left != null && right != null && left.usable() && right.usable()) {
                differences.add(right.value() - left.value());
                logs.add(Math.log(right.value() / left.value()));
            }
        }
        Figure left = a.figure(name);
        Figure right = b.figure(name);
        Row refused = RunComparison.refused(name, left, right);
        if (refused != null) {
            return refused;
        }
        if (differences.size() < 2) {
            return Judge.notComparable(name, left, right, "fewer than two pairs can be used");
        }
        Interval ratio = logs.stream().allMatch(Double::isFinite) ? interval(logs) : null;
        return Judge.row(
                name,
                left,
                right,
                interval(differences),
                ratio == null ? Interval.OPEN : new Interval(Math.exp(ratio.low()), Math.exp(ratio.high())));
    }

    private static Interval interval(List<Double> values) {
        Scattered scattered =
                Scattered.of(values.stream().mapToDouble(Double::doubleValue).toArray());
        return new Interval(scattered.mean() - scattered.half(), scattered.mean() + scattered.half());
    }
}
