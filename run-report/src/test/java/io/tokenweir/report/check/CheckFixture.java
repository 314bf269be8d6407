package io.tokenweir.report.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.WindowResult;
import io.tokenweir.report.SyntheticResults;
import io.tokenweir.report.SyntheticRun;
import io.tokenweir.report.SyntheticRun.Placed;
import io.tokenweir.report.read.RunScope;
import io.tokenweir.serde.AvroWire;

/** A whole run as evidence, with one hook per source through which a test can alter what that source says. */
final class CheckFixture {
    private static final SyntheticRun RUN = new SyntheticRun(11, 30, 40);
    private static final SyntheticResults RESULTS = new SyntheticResults(RUN);
    private static final SyntheticSteps STEPS = new SyntheticSteps();
    private static final List<WindowResult> WINDOWS = joined(RESULTS.windows, STEPS.windows);
    private static final List<RunResult> ALL_RESULTS = joined(RESULTS.results, STEPS.results);
    private static final AvroWire WIRE = SyntheticResults.wire();

    UnaryOperator<List<Placed<RequestEvent>>> requests = UnaryOperator.identity();
    UnaryOperator<List<AccountEvent>> accountEvents = UnaryOperator.identity();
    UnaryOperator<List<WindowResult>> windows = UnaryOperator.identity();
    UnaryOperator<List<RunResult>> results = UnaryOperator.identity();
    UnaryOperator<List<Placed<RequestEvent>>> parquetRequests = UnaryOperator.identity();
    UnaryOperator<List<WindowResult>> parquetMetrics = UnaryOperator.identity();
    UnaryOperator<List<PartitionLedger>> ledger = UnaryOperator.identity();
    UnaryOperator<String> prometheus = UnaryOperator.identity();

    CheckResult check() {
        LedgerTally ledgerTally =
                new LedgerTally(ledger.apply(RESULTS.ledger), SyntheticRun.REQUESTS, SyntheticRun.TOKENS);
        StepTally steps = new StepTally();
        accountEvents.apply(STEPS.events).forEach(event -> steps.add("weir.account-events-0", event));
        RawTopicsTally raw = new RawTopicsTally(steps.isOver());
        requests.apply(RUN.requests)
                .forEach(placed -> raw.request(
                        SyntheticRun.REQUESTS + "-" + placed.partition(),
                        WIRE.encode(SyntheticRun.REQUESTS, placed.event()),
                        placed.event()));
        RUN.tokens.forEach(placed -> raw.tokens(
                SyntheticRun.TOKENS + "-" + placed.partition(),
                WIRE.encode(SyntheticRun.TOKENS, placed.event()),
                placed.event()));
        raw.steps(steps);
        AggregateTally models = AggregateTally.ofModels();
        RESULTS.windows.forEach(models::window);
        AggregateTally totals = AggregateTally.ofRun(steps.isOver());
        results.apply(ALL_RESULTS).forEach(totals::totals);
        ParquetRequestsTally parquet = new ParquetRequestsTally();
        parquetRequests
                .apply(RUN.requests)
                .forEach(placed -> parquet.add(SyntheticRun.REQUESTS + "-" + placed.partition(), placed.event()));
        List<SourceEvidence> sources = new ArrayList<>(List.of(
                ledgerTally.evidence(),
                raw.evidence(),
                windows(Source.WINDOWS, steps, windows.apply(WINDOWS)),
                models.evidence(),
                totals.evidence(),
                parquet.evidence(),
                windows(Source.PARQUET_METRICS, steps, parquetMetrics.apply(WINDOWS)),
                PrometheusTally.of(prometheus.apply(RESULTS.prometheus()), RunScope.run(SyntheticRun.RUN))));
        return Comparison.of(
                new Evidence(SyntheticRun.RUN, sources, ledgerTally.unacknowledged(), raw.sequences(), List.of()));
    }

    private static SourceEvidence windows(Source source, StepTally steps, List<WindowResult> rows) {
        AggregateTally tally = AggregateTally.ofWindows(source, steps.isOver());
        rows.forEach(row -> {
            tally.content(row);
            tally.window(row);
        });
        return tally.evidence();
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** The windows with one of them altered: the first of 1 s and of a grouping that is asked for. */
    static UnaryOperator<List<WindowResult>> altering(Grouping grouping, Consumer<WindowResult> change) {
        return rows -> {
            int index = 0;
            while (rows.get(index).getSeries().getGrouping() != grouping
                    || rows.get(index).getWindowSeconds() != 1) {
                index++;
            }
            WindowResult copy = WindowResult.newBuilder(rows.get(index)).build();
            change.accept(copy);
            List<WindowResult> altered = new ArrayList<>(rows);
            altered.set(index, copy);
            return altered;
        };
    }

    /** The results with that of one grouping altered. */
    static UnaryOperator<List<RunResult>> alteringResult(Grouping grouping, Consumer<RunResult> change) {
        return results -> results.stream()
                .map(result -> {
                    RunResult copy = RunResult.newBuilder(result).build();
                    if (copy.getSeries().getGrouping() == grouping) {
                        change.accept(copy);
                    }
                    return copy;
                })
                .toList();
    }

    /** The same list with one element replaced. */
    static <T> UnaryOperator<List<T>> replacing(int index, UnaryOperator<T> change) {
        return list -> {
            List<T> altered = new ArrayList<>(list);
            altered.set(index, change.apply(list.get(index)));
            return altered;
        };
    }

    static <T> UnaryOperator<List<T>> without(int index) {
        return list -> {
            List<T> altered = new ArrayList<>(list);
            altered.remove(index);
            return altered;
        };
    }

    /** Position of the n-th event of the run that ended an attempt well. */
    static int answeredAttempt(int n) {
        int seen = 0;
        for (int i = 0; i < RUN.requests.size(); i++) {
            RequestEvent event = RUN.requests.get(i).event();
            if (event.getAttemptEnded() != null && event.getAttemptEnded().getStatus() == 200 && seen++ == n) {
                return i;
            }
        }
        throw new IllegalArgumentException("The run has no such attempt.");
    }

    static Placed<RequestEvent> oneTokenMore(Placed<RequestEvent> placed) {
        RequestEvent copy = RequestEvent.newBuilder(placed.event()).build();
        copy.getAttemptEnded().setOutputTokens(copy.getAttemptEnded().getOutputTokens() + 1);
        return new Placed<>(placed.partition(), copy);
    }

    static String placeOf(int index) {
        return SyntheticRun.REQUESTS + "-" + RUN.requests.get(index).partition();
    }
}
