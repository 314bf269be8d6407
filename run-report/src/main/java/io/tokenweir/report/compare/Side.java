package io.tokenweir.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.tokenweir.common.stats.Confidence;

/**
 * One side of a comparison: a run, or several of the same thing. Pure.
 *
 * <p>Of several runs a figure is the mean of the runs' figures, and its interval comes from how these scatter (Student's t):
 * that holds whatever differs from run to run, which no single run can know of itself.
 *
 * @param name {@code A} or {@code B}
 */
record Side(String name, List<MeasuredRun> runs) {
    Side {
        runs = List.copyOf(runs);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> names.addAll(run.figures().keySet()));
        return names;
    }

    /** The figure of that name; null when no run has it. */
    Figure figure(String figure) {
        List<Figure> found = runs.stream()
                .map(run -> run.figures().get(figure))
                .filter(Objects::nonNull)
                .toList();
        List<Figure> usable = usable(figure);
        if (found.isEmpty() || usable.isEmpty()) {
            return found.isEmpty() ? null : found.get(0);
        }
        return usable.size() == 1 ? usable.get(0) : together(usable);
    }

    /** Of those runs that have it, and may be compared. */
    List<Figure> usable(String figure) {
        return runs.stream()
                .map(run -> run.figures().get(figure))
                .filter(each -> each != null && each.usable())
                .toList();
    }

    /** What is wrong with the side's runs, in sentences. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        for (MeasuredRun run : runs) {
            String who = runs.size() == 1 ? name : name + " (" + run.name() + ")";
            run.doubts().forEach(doubt -> doubts.add(who + " " + doubt + "."));
        }
        return doubts;
    }

    private static Figure together(List<Figure> figures) {
        double[] values = figures.stream().mapToDouble(Figure::value).toArray();
        double meter = figures.stream().mapToDouble(Figure::meter).average().orElse(0);
        Scattered mean = Scattered.of(values);
        return new Figure(
                figures.get(0).sense(),
                mean.mean(),
                mean.mean() - mean.half(),
                mean.mean() + mean.half(),
                values.length - 1,
                meter,
                null);
    }

    /** A mean of some values, and half of its interval. */
    record Scattered(double mean, double half) {
        static Scattered of(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            double mean = sum / values.length;
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            double error = Math.sqrt(squares / (values.length - 1) / values.length);
            return new Scattered(mean, Confidence.t(values.length - 1) * error);
        }
    }
}
