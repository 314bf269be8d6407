package io.tokenweir.report.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

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
    private static final AvroWire WIRE = SyntheticResults.wire();

    UnaryOperator<List<Placed<RequestEvent>>> requests = UnaryOperator.identity();
    UnaryOperator<List<WindowResult>> windows = UnaryOperator.identity();
    UnaryOperator<List<RunResult>> results = UnaryOperator.identity();
    UnaryOperator<List<Placed<RequestEvent>>> parquetRequests = UnaryOperator.identity();
    UnaryOperator<List<WindowResult>> parquetMetrics = UnaryOperator.identity();
    UnaryOperator<List<PartitionLedger>> ledger = UnaryOperator.identity();
    UnaryOperator<String> prometheus = UnaryOperator.identity();

    CheckResult check() {
        LedgerTally ledgerTally =
                new LedgerTally(ledger.apply(RESULTS.ledger), SyntheticRun.REQUESTS, SyntheticRun.TOKENS);
        RawTopicsTally raw = new RawTopicsTally();
        requests.apply(RUN.requests)
                .forEach(placed -> raw.request(
                        SyntheticRun.REQUESTS + "-" + placed.partition(),
                        WIRE.encode(SyntheticRun.REQUESTS, placed.event()),
                        placed.event()));
        RUN.tokens.forEach(placed -> raw.tokens(
                SyntheticRun.TOKENS + "-" + placed.partition(),
                WIRE.encode(SyntheticRun.TOKENS, placed.event()),
                placed.event()));
        AggregateTally models = AggregateTally.ofModels();
        RESULTS.windows.stream()
                .filter(row -> row.getWindowSeconds() == 1 && row.getSeries().getGrouping() == Grouping.MODEL)
                .forEach(models::window);
        AggregateTally totals = AggregateTally.ofRun(Source.RUN_RESULT);
        results.apply(RESULTS.results).stream()
                .filter(result -> result.getSeries().getGrouping() == Grouping.RUN)
                .forEach(result -> totals.totals(result.getTotals()));
        ParquetRequestsTally parquet = new ParquetRequestsTally();
        parquetRequests
                .apply(RUN.requests)
                .forEach(placed -> parquet.add(SyntheticRun.REQUESTS + "-" + placed.partition(), placed.event()));
        List<SourceEvidence> sources = new ArrayList<>(List.of(
                ledgerTally.evidence(),
                raw.evidence(),
                windows(Source.WINDOWS, windows.apply(RESULTS.windows)),
                models.evidence(),
                totals.evidence(),
                parquet.evidence(),
                windows(Source.PARQUET_METRICS, parquetMetrics.apply(RESULTS.windows)),
                PrometheusTally.of(prometheus.apply(RESULTS.prometheus()), RunScope.run(SyntheticRun.RUN))));
        return Comparison.of(
                new Evidence(SyntheticRun.RUN, sources, ledgerTally.unacknowledged(), raw.sequences(), List.of()));
    }

    private static SourceEvidence windows(Source source, List<WindowResult> rows) {
        AggregateTally tally = AggregateTally.ofWindows(source);
        rows.forEach(row -> {
            tally.content(row);
            if (row.getWindowSeconds() == 1 && row.getSeries().getGrouping() == Grouping.RUN) {
                tally.window(row);
            }
        });
        return tally.evidence();
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
