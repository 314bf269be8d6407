package io.tokenweir.report.runbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.report.Sha256;
import io.tokenweir.report.runbook.ResultFacts.Window;
import io.tokenweir.report.runbook.RunbookData.Onset;
import io.tokenweir.report.runbook.RunbookData.Path;
import io.tokenweir.report.runbook.RunbookData.Second;
import io.tokenweir.report.runbook.RunbookData.TruthOnset;

/** Computes the runbook from what was gathered of a run. Pure: facts in, one tree out. */
public final class Runbook {
    private static final String WHOSE = "The reaction shown is that of Tokenweir's own virtual users, which follow the"
            + " policy declared in the scenario; it is not that of your application.";

    /** Seconds before and after the onset whose meter is told of beside it. */
    private static final long AROUND = 5;

    private final RunFacts run;
    private final EventFacts events;
    private final ResultFacts results;
    private final TruthFacts truth;

    private Runbook(RunFacts run, EventFacts events, ResultFacts results, TruthFacts truth) {
        this.run = run;
        this.events = events;
        this.results = results;
        this.truth = truth;
    }

    /** @param truth the target's own log, or null where there is none */
    public static RunbookData of(RunFacts run, EventFacts events, ResultFacts results, TruthFacts truth) {
        return new Runbook(run, events, results, truth).data();
    }

    private RunbookData data() {
        List<Second> seconds = seconds();
        Onset onset = onset(seconds);
        TruthOnset theirs = truth == null ? null : truth.onset(events.refusals().onset());
        List<Path> paths = new Paths(events, truth).fired();
        RunbookData.RetryAfter retryAfter = events.retryAfter().result();
        RunTotals totals = new RunTotals(results, run.currency(), events.amplification(), seconds);
        RunbookData.Meter meter = MeterSpans.of(results);
        return new RunbookData(
                run.runId(),
                run.title(),
                run.target(),
                run.started(),
                run.ended(),
                Duration.between(run.started(), run.ended()).toMillis() / 1e3,
                run.cutShort(),
                VerdictText.of(run, onset, totals.totals(), paths, retryAfter, meter),
                onset,
                theirs,
                agreement(onset, theirs),
                paths,
                retryAfter,
                events.reactions().report(),
                totals.totals(),
                totals.models(),
                totals.latencies(),
                totals.errorBound(),
                meter,
                run.phases(),
                run.provisioning().orElse(null),
                WHOSE,
                run.ledgerLine()
                        .map(RunFacts.LedgerLine::text)
                        .orElse("The ledger check was not run; ./weir verify " + run.runId() + " runs it."),
                run.ledgerLine().map(RunFacts.LedgerLine::equal).orElse(null),
                again(),
                seconds);
    }

    /** From the first to the last window without gaps, so that a chart shows silence as silence. */
    private List<Second> seconds() {
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

    private Map<Long, Window> around(long second) {
        return results.windows().subMap(second - AROUND, true, second + AROUND, true);
    }

    private Map<Refusal, Long> causes(long second) {
        Map<Refusal, Long> causes = new EnumMap<>(Refusal.class);
        causes.putAll(events.refusals().at(second));
        return causes;
    }

    private Onset onset(List<Second> seconds) {
        OptionalLong onset = events.refusals().onset();
        if (onset.isEmpty()) {
            return null;
        }
        long at = onset.getAsLong();
        Map<Refusal, Long> causes = causes(at);
        double offered = seconds.stream()
                .filter(second -> second.second() == at)
                .mapToDouble(Second::offered)
                .findFirst()
                .orElse(0);
        return new Onset(
                at,
                at - run.started().toEpochMilli() / 1e3,
                RefusalSeconds.shedding(causes),
                causes,
                events.load().concurrency(at, at)[0],
                events.load().tokensPerMinute(at),
                offered,
                verdict(at),
                around(at).size(),
                (int) around(at).values().stream()
                        .filter(window -> window.verdict().equals("VALID"))
                        .count());
    }

    private String agreement(Onset ours, TruthOnset theirs) {
        if (truth == null) {
            return "The target's own log was not available; the onset is seen from the client only.";
        }
        if (theirs == null) {
            return ours == null
                    ? "The target's own log agrees: it has no second with three refusals."
                    : "The target's own log does NOT agree: it has no second with three refusals.";
        }
        if (ours == null) {
            return "The target's own log does NOT agree: it began to refuse, which the client did not see.";
        }
        return theirs.agrees()
                ? "The target's own log agrees: it puts the onset %s."
                        .formatted(theirs.apartSeconds() == 0 ? "in the same second" : "one second apart")
                : "The target's own log does NOT agree: it puts the onset %d s %s."
                        .formatted(Math.abs(theirs.apartSeconds()), theirs.apartSeconds() > 0 ? "earlier" : "later");
    }

    private RunbookData.Again again() {
        return new RunbookData.Again(
                ShellWords.join(run.command()),
                run.seed(),
                Sha256.hex(run.scenario()),
                run.priceBook(),
                run.versions());
    }

    /** Which paths fired, the most frequent first. */
    private record Paths(EventFacts events, TruthFacts truth) {
        private static final int SHOWN = 5;

        List<Path> fired() {
            List<Path> paths = new ArrayList<>();
            events.decisions()
                    .forEach((kind, count) -> paths.add(new Path(
                            kind.name(),
                            PathNames.of(kind),
                            events.note(kind),
                            count,
                            examples(events.candidates(kind)))));
            paths.sort(Comparator.comparingLong(Path::count).reversed());
            return paths;
        }

        /** Those that the target's log knows come first: a request shed before it was sent cannot be in it. */
        private List<RunbookData.Example> examples(List<String> candidates) {
            return candidates.stream()
                    .map(id -> new RunbookData.Example(id, truth == null ? null : truth.answers(id)))
                    .sorted(Comparator.comparing(example -> Boolean.FALSE.equals(example.foundAtTarget())))
                    .limit(SHOWN)
                    .toList();
        }
    }

    /** The ids of which the target's log has to tell, before its lines are read. */
    static Set<String> wanted(EventFacts events) {
        Set<String> ids = new HashSet<>();
        for (DecisionKind kind : events.decisions().keySet()) {
            ids.addAll(events.candidates(kind));
        }
        return ids;
    }
}
