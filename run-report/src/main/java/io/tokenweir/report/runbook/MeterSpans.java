package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.tokenweir.report.runbook.ResultFacts.Window;
import io.tokenweir.report.runbook.RunbookData.Meter;
import io.tokenweir.report.runbook.RunbookData.Span;

/** How healthy the meter was: windows by verdict, and where those lie that are not valid. */
final class MeterSpans {
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
        return new Meter(results.windows().size(), valid, suspect, invalid, List.copyOf(spans));
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
