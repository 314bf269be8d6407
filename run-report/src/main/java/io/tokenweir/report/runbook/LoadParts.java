package io.tokenweir.report.runbook;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import io.tokenweir.events.Distribution;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.report.runbook.RunbookData.Onset;
import io.tokenweir.report.runbook.RunbookData.Second;

/**
 * The seconds of a run in parts by how near the limit was: light (less than half of the streams that were open at the onset),
 * near (more, and nothing refused), pressed (something refused). Seconds whose meter cannot be trusted are in none.
 */
final class LoadParts {
    private final List<Second> seconds;
    private final ResultFacts results;
    private final double half;

    /** @param onset null when nothing was refused: then half of the peak divides light from near */
    LoadParts(List<Second> seconds, ResultFacts results, Onset onset) {
        this.seconds = seconds;
        this.results = results;
        int most = seconds.stream().mapToInt(Second::concurrency).max().orElse(0);
        this.half = (onset == null ? most : onset.concurrency()) / 2.0;
    }

    ExponentialHistogram all(Function<Durations, Distribution> which) {
        return sum(second -> true, which);
    }

    ExponentialHistogram calm(Function<Durations, Distribution> which) {
        return sum(second -> !refuses(second), which);
    }

    ExponentialHistogram light(Function<Durations, Distribution> which) {
        return sum(second -> !refuses(second) && second.concurrency() <= half, which);
    }

    ExponentialHistogram near(Function<Durations, Distribution> which) {
        return sum(second -> !refuses(second) && second.concurrency() > half, which);
    }

    ExponentialHistogram pressed(Function<Durations, Distribution> which) {
        return sum(LoadParts::refuses, which);
    }

    private static boolean refuses(Second second) {
        return RefusalSeconds.shedding(second.refused()) > 0;
    }

    private ExponentialHistogram sum(Predicate<Second> part, Function<Durations, Distribution> which) {
        return Durations.sum(
                seconds.stream()
                        .filter(part)
                        .map(second -> results.windows().get(second.second()))
                        .filter(window -> window != null && window.isTrusted())
                        .map(ResultFacts.Window::durations)
                        .toList(),
                which);
    }
}
