package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;

class BoundedPointsTest {
    private static final SinkRecord RECORD = new SinkRecord(Windows.TOPIC, 3, null, null, null, null, 0);

    private final BoundedPoints bounded =
            new BoundedPoints(MetricNaming.PROMETHEUS, new LabelLimits(Set.of(), 1, 60_000));

    private List<Point> window(Grouping grouping, String run, String model, long window, long cumulative) {
        return bounded.of(
                WindowRow.of(Windows.record(
                                Windows.row(
                                        Windows.series(run, grouping, model),
                                        10,
                                        Windows.aggregate(window, 20_000_000),
                                        Windows.aggregate(cumulative, 20_000_000, 30_000_000)),
                                0)
                        .value()),
                RECORD,
                0);
    }

    private List<MergedSeries.Changed> sums(Family family) {
        return bounded.takeChanged().stream()
                .filter(sum -> sum.point().family() == family)
                .toList();
    }

    @Test
    void sumsUpWhatTheWindowsOfFurtherModelsBring() {
        window(Grouping.MODEL, "r", "first", 1, 1);
        assertThat(window(Grouping.MODEL, "r", "second", 2, 200)).isEmpty();
        assertThat(window(Grouping.MODEL, "r", "third", 3, 300)).isEmpty();

        assertThat(sums(Family.REQUESTS)).singleElement().satisfies(sum -> {
            assertThat(sum.point().value()).isEqualTo(5);
            assertThat(sum.point().labels().pairs())
                    .containsEntry("model", "other")
                    .containsEntry("partition", "3");
        });
    }

    @Test
    void sumsUpHistogramsBucketByBucket() {
        window(Grouping.MODEL, "r", "first", 1, 1);
        window(Grouping.MODEL, "r", "second", 2, 200);
        window(Grouping.MODEL, "r", "third", 3, 300);

        assertThat(sums(Family.TTFT)).singleElement().satisfies(sum -> {
            assertThat(sum.point().buckets().count()).isEqualTo(2);
            assertThat(sum.point().buckets().counts()).containsExactly(2);
        });
    }

    @Test
    void dropsGaugesThatCannotBeSummedAndCountsThem() {
        BoundedPoints withoutRuns = new BoundedPoints(
                MetricNaming.PROMETHEUS, new LabelLimits(Set.of("vantage", "outcome", "kind"), 1, 60_000));
        withoutRuns.of(
                WindowRow.of(Windows.record(
                                Windows.row(
                                        Windows.series("r", Grouping.RUN, ""),
                                        10,
                                        Windows.aggregate(1),
                                        Windows.aggregate(1)),
                                0)
                        .value()),
                RECORD,
                0);

        assertThat(withoutRuns.takeChanged())
                .extracting(sum -> sum.point().family())
                .contains(Family.RUN_REQUESTS)
                .doesNotContain(Family.IN_FLIGHT);
        assertThat(withoutRuns.dropped()).isEqualTo(29);
        assertThat(withoutRuns.merged()).isPositive();
    }

    @Test
    void givesEachSumOnlyWhenItHasChanged() {
        window(Grouping.MODEL, "r", "first", 1, 1);
        window(Grouping.MODEL, "r", "second", 2, 200);

        assertThat(bounded.takeChanged()).isNotEmpty();
        assertThat(bounded.takeChanged()).isEmpty();
    }
}
