package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.tokenweir.report.runbook.ResultFacts.Window;
import io.tokenweir.report.runbook.RunbookData.Meter;
import io.tokenweir.report.runbook.RunbookData.Reason;
import io.tokenweir.report.runbook.RunbookData.Span;

/** How healthy the meter was: windows by verdict, and where those lie that are not valid. */
final class MeterSpans {
    /** A leading count, or all from the first figure on that stands alone; the 99 of p99 does not. */
    private static final Pattern FIGURES = Pattern.compile("^\\d+ |:? -?\\d.*$");

    private MeterSpans() {}

    static Meter of(ResultFacts results) {
        int valid = 0;
        int suspect = 0;
        int invalid = 0;
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<Long, Window> entry : results.windows().entrySet()) {
            switch (entry.getValue().verdict()) {
                case "VALID" -> valid++;
                case "SUSPECT" -> suspect++;
                default -> invalid++;
            }
            if (!entry.getValue().verdict().equals("VALID")) {
                extend(spans, entry.getKey(), entry.getValue());
            }
        }
        LittlesLaw law = LittlesLaw.of(results);
        return new Meter(
                results.windows().size(),
                valid,
                suspect,
                invalid,
                List.copyOf(spans),
                reasons(results),
                law == null ? "" : law.sentence());
    }

    /** {@code lateness p99 3.509 ms > 2.500 ms} and its like in other seconds are one reason: {@code lateness p99}. */
    private static List<Reason> reasons(ResultFacts results) {
        Map<Reason, Integer> counts = new HashMap<>();
        for (Window window : results.windows().values()) {
            if (!window.verdict().equals("VALID")) {
                Stream<String> bounds = window.reasons().isEmpty()
                        ? Stream.of("no health reported")
                        : window.reasons().stream().map(MeterSpans::bound).distinct();
                bounds.forEach(bound -> counts.merge(new Reason(window.verdict(), bound, 0), 1, Integer::sum));
            }
        }
        return counts.entrySet().stream()
                .map(entry ->
                        new Reason(entry.getKey().verdict(), entry.getKey().bound(), entry.getValue()))
                .sorted(Comparator.comparingInt(Reason::windows)
                        .reversed()
                        .thenComparing(Reason::verdict)
                        .thenComparing(Reason::bound))
                .toList();
    }

    private static String bound(String reason) {
        return FIGURES.matcher(reason).replaceFirst("");
    }

    private static void extend(List<Span> spans, long second, Window window) {
        Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        if (last != null && last.toSecond() == second - 1 && last.verdict().equals(window.verdict())) {
            TreeSet<String> reasons = new TreeSet<>(last.reasons());
            reasons.addAll(window.reasons());
            spans.set(spans.size() - 1, new Span(last.fromSecond(), second, last.verdict(), List.copyOf(reasons)));
        } else {
            spans.add(new Span(second, second, window.verdict(), window.reasons()));
        }
    }
}
