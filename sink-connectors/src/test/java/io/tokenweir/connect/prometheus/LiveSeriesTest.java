package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LiveSeriesTest {
    private static final TopicPartition PARTITION = new TopicPartition("weir.metrics", 0);

    private final LiveSeries live = new LiveSeries(60_000);

    private LiveSeries.Source heard(String name, long nowMillis) {
        return live.heard(name, PARTITION, 1000, nowMillis);
    }

    private static Sample sample(String run) {
        return Sample.of(new SeriesId("weir_cost_total", Family.COST, Labels.NONE.with("run_id", run)), 1, null);
    }

    @Test
    void placesARowAtTheEndOfItsWindow() {
        assertThat(heard("r", 0).timestampFor(10_000)).isEqualTo(10_000);
        assertThat(heard("r", 0).timestampFor(11_000)).isEqualTo(11_000);
    }

    @Test
    void placesACorrectionOfAnOldWindowAfterTheNewestRow() {
        heard("r", 0).timestampFor(11_000);

        assertThat(heard("r", 0).timestampFor(10_000)).isEqualTo(11_001);
        assertThat(heard("r", 0).timestampFor(12_000)).isEqualTo(12_000);
    }

    @Test
    void keepsTheTimeOfEachSourceApart() {
        heard("a", 0).timestampFor(11_000);

        assertThat(heard("b", 0).timestampFor(10_000)).isEqualTo(10_000);
    }

    @Test
    void endsTheSeriesOfASilentSourceOnePeriodAfterItsLastWindow() {
        LiveSeries.Source source = heard("r", 0);
        source.timestampFor(10_000);
        source.has(List.of(sample("r"), sample("r")));
        heard("other", 50_000).has(List.of(sample("other")));

        List<TimedSamples> ended = live.takeEnded(60_000);

        assertThat(ended).singleElement().satisfies(end -> {
            assertThat(end.timestampMillis()).isEqualTo(11_000);
            assertThat(end.samples()).singleElement().matches(Sample::stale);
        });
        assertThat(live.count()).isEqualTo(1);
        assertThat(live.takeEnded(60_000)).isEmpty();
    }

    @Test
    void forgetsWithoutEndingWhatAnotherTaskGoesOnWith() {
        heard("r", 0).has(List.of(sample("r")));

        live.forget(List.of(PARTITION));

        assertThat(live.takeEnded(100_000)).isEmpty();
        assertThat(live.count()).isZero();
    }

    @Test
    void endsTheLongestSilentOnesWhenThereAreTooMany() {
        for (int i = 0; i < 10_002; i++) {
            heard("s" + i, i).has(List.of(sample("s" + i)));
        }

        assertThat(live.takeEnded(10_002))
                .extracting(
                        end -> end.samples().get(0).series().labels().pairs().get("run_id"))
                .containsExactly("s0", "s1");
    }
}
