package io.tokenweir.report.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.WindowResult;
import io.tokenweir.report.SyntheticRun.Placed;

class ComparisonTest {
    private final CheckFixture run = new CheckFixture();

    @Test
    void aWholeRunIsEqualInEveryRow() {
        CheckResult result = run.check();
        assertThat(result.differences()).isEmpty();
        assertThat(result.rows()).hasSizeGreaterThan(20).allMatch(CheckResult.Row::equal);
    }

    @Test
    void anAlteredRecordIsNamedWithItsPartition() {
        int index = CheckFixture.answeredAttempt(40);
        run.requests = CheckFixture.replacing(index, CheckFixture::oneTokenMore);
        assertThat(run.check().differences())
                .anySatisfy(text -> assertThat(text)
                        .contains("output tokens: ledger has", "raw topics", CheckFixture.placeOf(index)));
    }

    @Test
    void aRecordAlteredInAFieldThatNobodySumsIsNamedByItsHash() {
        int index = CheckFixture.answeredAttempt(3);
        run.requests = CheckFixture.replacing(index, placed -> {
            RequestEvent copy = RequestEvent.newBuilder(placed.event()).build();
            copy.getAttemptEnded().setFinishReason("length");
            return new Placed<>(placed.partition(), copy);
        });
        assertThat(run.check().firstDifference())
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith("record hash: ledger has").contains("raw topics"));
    }

    @Test
    void aMissingRecordIsAHoleInTheSequence() {
        run.requests = CheckFixture.without(CheckFixture.answeredAttempt(5));
        assertThat(run.check().differences())
                .anySatisfy(text -> assertThat(text).contains("1 of", "sequence numbers are missing"));
    }

    @Test
    void aRecordThatIsThereTwiceIsNamed() {
        int index = CheckFixture.answeredAttempt(5);
        run.requests = list -> {
            List<Placed<RequestEvent>> twice = new java.util.ArrayList<>(list);
            twice.add(index, list.get(index));
            return twice;
        };
        assertThat(run.check().differences())
                .anySatisfy(text -> assertThat(text).contains("1 records are there twice"));
    }

    @Test
    void anAlteredWindowIsNamedWithItsSecond() {
        run.windows = CheckFixture.replacing(7, row -> {
            WindowResult copy = WindowResult.newBuilder(row).build();
            copy.getWindow().setArrivals(copy.getWindow().getArrivals() - 1);
            return copy;
        });
        assertThat(run.check().differences())
                .anySatisfy(text ->
                        assertThat(text).startsWith("arrivals: ledger has").contains("1 s windows", "in the second"));
    }

    @Test
    void windowsThatCancelOutAreNamedAllTheSame() {
        run.windows = list -> CheckFixture.<WindowResult>replacing(7, row -> shifted(row, 5))
                .apply(CheckFixture.<WindowResult>replacing(9, row -> shifted(row, -5))
                        .apply(list));
        assertThat(run.check().differences())
                .anySatisfy(text -> assertThat(text).startsWith("output tokens agree in total, but not in the second"));
    }

    private static WindowResult shifted(WindowResult row, long by) {
        WindowResult copy = WindowResult.newBuilder(row).build();
        copy.getWindow().setOutputTokens(copy.getWindow().getOutputTokens() + by);
        return copy;
    }

    @Test
    void anAlteredParquetRowOfRequestsIsNamed() {
        int index = CheckFixture.answeredAttempt(17);
        run.parquetRequests = CheckFixture.replacing(index, CheckFixture::oneTokenMore);
        assertThat(run.check().firstDifference())
                .hasValueSatisfying(text ->
                        assertThat(text).contains("Parquet requests", "output tokens", CheckFixture.placeOf(index)));
    }

    @Test
    void anAlteredParquetRowOfMetricsIsNamedEvenIfOnlyItsVerdictDiffers() {
        run.parquetMetrics = CheckFixture.replacing(4, row -> {
            WindowResult copy = WindowResult.newBuilder(row).build();
            copy.setComplete(false);
            return copy;
        });
        assertThat(run.check().firstDifference())
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith("contents, weir.metrics").contains("Parquet metrics"));
    }

    @Test
    void aDistributionWithOneBucketMovedIsNamed() {
        run.windows = CheckFixture.replacing(12, row -> {
            WindowResult copy = WindowResult.newBuilder(row).build();
            copy.getWindow()
                    .getInterToken()
                    .getSpans()
                    .get(0)
                    .setOffset(
                            copy.getWindow().getInterToken().getSpans().get(0).getOffset() + 1);
            return copy;
        });
        assertThat(run.check().differences())
                .anySatisfy(text -> assertThat(text).startsWith("inter-token histogram: 1 s windows has bucket"));
    }

    @Test
    void aCounterThatIsOffByOneIsNamed() {
        run.prometheus =
                text -> text.replaceFirst("(weir_run_attempts_total\\{.*outcome=\"QUOTA\"}) (\\d+)\\.0", "$1 $2.5");
        assertThat(run.check().firstDifference())
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("attempts QUOTA").contains("Prometheus"));
    }

    @Test
    void aLedgerThatClaimsMoreThanTheTopicsHoldIsNamed() {
        run.ledger = CheckFixture.replacing(0, row -> {
            PartitionLedger copy = PartitionLedger.newBuilder(row).build();
            copy.setRecords(copy.getRecords() + 1);
            return copy;
        });
        assertThat(run.check().equal()).isFalse();
    }

    @Test
    void anUnacknowledgedRecordThatArrivedIsResolvedByItsSequenceNumber() {
        int index = CheckFixture.answeredAttempt(9);
        String place = CheckFixture.placeOf(index);
        run.ledger = list -> list.stream()
                .map(row -> (row.getTopic() + "-" + row.getPartition()).equals(place) ? oneOpen(row) : row)
                .toList();
        CheckResult result = run.check();
        assertThat(result.differences()).isEmpty();
        assertThat(result.notes()).first().asString().contains("1 records were sent and never acknowledged; 1 of them");
    }

    private static PartitionLedger oneOpen(PartitionLedger row) {
        PartitionLedger copy = PartitionLedger.newBuilder(row).build();
        copy.setRecords(copy.getRecords() - 1);
        copy.setUnacknowledged(1L);
        return copy;
    }

    @Test
    void anUnacknowledgedRecordOfAnotherPartitionExplainsNothing() {
        run.ledger = list -> CheckFixture.<PartitionLedger>replacing(0, ComparisonTest::oneOpen)
                .apply(CheckFixture.<PartitionLedger>replacing(1, row -> {
                            PartitionLedger copy =
                                    PartitionLedger.newBuilder(row).build();
                            copy.setCostPico(copy.getCostPico() - 1);
                            return copy;
                        })
                        .apply(list));
        assertThat(run.check().differences())
                .anySatisfy(text -> assertThat(text).contains("cost"));
    }

    @Test
    void theTableIsAtMost140ColumnsWide() {
        assertThat(CheckTable.render(run.check()).lines()).allMatch(line -> line.length() <= 140);
    }

    @Test
    void theTableMarksWhatDiffers() {
        run.parquetRequests = CheckFixture.replacing(CheckFixture.answeredAttempt(1), CheckFixture::oneTokenMore);
        assertThat(CheckTable.render(run.check())).contains("! ", "NOT EQUAL");
    }
}
