package io.tokenweir.streams.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Aggregate;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.streams.Oracle;

class FiguresTest {
    @Test
    void sumsOfPartsEqualTheWhole() {
        Figures sum = new Figures().add(Figures.of(gaps(2, 20_000))).add(Figures.of(gaps(3, 40, 900_000)));
        assertThat(Figures.of(gaps(5, 20_000, 40, 900_000)).differences(sum)).isEmpty();
    }

    @Test
    void oneDurationInTheNextBucketIsADifference() {
        assertThat(Figures.of(gaps(1, 1_000_000)).differences(Figures.of(gaps(1, 1_020_000))))
                .anyMatch(sentence -> sentence.contains("interToken.bucket"));
    }

    @Test
    void aCountIsNamedByItsFieldAndName() {
        assertThat(Figures.of(gaps(2)).differences(Figures.of(gaps(3))))
                .containsExactly("arrivals is 3, not 2", "attempts.OK is 3, not 2");
    }

    @Test
    void whatCameLateIsTakenOutOfTheComparison() {
        Aggregate late = gaps(2);
        late.setLateRecords(7);
        Figures figures = Figures.of(late);
        assertThat(figures.takeLate()).isEqualTo(7);
        assertThat(Figures.of(gaps(2)).differences(figures)).isEmpty();
    }

    private static Aggregate gaps(long count, long... nanos) {
        Aggregate aggregate = Oracle.aggregate(new Oracle.Facts());
        aggregate.setArrivals(count);
        aggregate.setAttempts(Map.of("OK", count));
        ExponentialHistogram histogram = new ExponentialHistogram();
        for (long gap : nanos) {
            histogram.record(gap);
        }
        aggregate.setInterToken(histogram.toAvro());
        return aggregate;
    }
}
