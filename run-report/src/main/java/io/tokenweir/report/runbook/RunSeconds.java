package io.tokenweir.report.runbook;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.report.runbook.ResultFacts.Window;
import io.tokenweir.report.runbook.RunbookData.Onset;
import io.tokenweir.report.runbook.RunbookData.Second;

/** The run second by second, from events and results together, and the onset among them. Pure. */
final class RunSeconds {
    /** Seconds before and after the onset whose meter is told of beside it. */
    private static final long AROUND = 5;

    private final EventFacts events;
    private final ResultFacts results;

    RunSeconds(EventFacts events, ResultFacts results) {
        this.events = events;
        this.results = results;
    }

    /** From the first to the last window without gaps, so that a chart shows silence as silence. */
    List<Second> all() {
        if (results.windows().isEmpty()) {
            return List.of();
        }
        long first = results.windows().firstKey();
        long last = results.windows().lastKey();
        int[] concurrency = events.load().concurrency(first, last);
        return LongStream.rangeClosed(first, last)
                .mapToObj(at -> second(at, concurrency[(int) (at - first)]))
                .toList();
    }

    private Second second(long at, int concurrency) {
        Window window = results.windows().get(at);
        return new Second(
                at,
                window == null ? 0 : window.offered(),
                window == null ? 0 : window.answered(),
                concurrency,
                events.load().tokensPerMinute(at),
                causes(at),
                window == null ? 0 : window.attempts(),
                window == null ? null : window.ttftP50Millis(),
                results.ttftP99Millis(at),
                verdict(at));
    }

    private String verdict(long second) {
        Window window = results.windows().get(second);
        return window == null ? "UNKNOWN" : window.verdict();
    }

    private Map<Refusal, Long> causes(long second) {
        Map<Refusal, Long> causes = new EnumMap<>(Refusal.class);
        causes.putAll(events.refusals().at(second));
        return causes;
    }

    /** Null when no second has three refusals. */
    Onset onset(double startedSeconds) {
        OptionalLong onset = events.refusals().onset();
        if (onset.isEmpty()) {
            return null;
        }
        long at = onset.getAsLong();
        Window window = results.windows().get(at);
        Map<Long, Window> around = results.windows().subMap(at - AROUND, true, at + AROUND, true);
        return new Onset(
                at,
                at - startedSeconds,
                RefusalSeconds.shedding(causes(at)),
                causes(at),
                events.load().concurrency(at, at)[0],
                events.load().tokensPerMinute(at),
                window == null ? 0 : window.offered(),
                verdict(at),
                around.size(),
                (int) around.values().stream()
                        .filter(one -> one.verdict().equals("VALID"))
                        .count());
    }

    /** Share of the requests that ended in seconds with a refusal and took a path; null when none ended there. */
    Double shareWhileRefusing(DecisionKind kind) {
        double requests = 0;
        double took = 0;
        for (long second : results.windows().keySet()) {
            if (RefusalSeconds.shedding(events.refusals().at(second)) > 0) {
                SecondSums.Sums sums = events.sums().at(second);
                requests += sums.requests();
                took += sums.byPath(kind);
            }
        }
        return requests == 0 ? null : (Double) (took / requests);
    }
}
