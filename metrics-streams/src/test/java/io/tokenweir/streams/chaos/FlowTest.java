package io.tokenweir.streams.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;

class FlowTest {
    private static final SeriesKey ALL = series(Grouping.RUN, "");
    private static final SeriesKey SMALL = series(Grouping.MODEL, "small");

    @Test
    void theLongestGapLiesBetweenTwoResults() {
        Flow flow = new Flow(List.of(result(ALL, 1, 2), result(ALL, 2, 9), result(ALL, 3, 10), result(ALL, 4, 99)));
        assertThat(flow.longestGapMicros(50)).isEqualTo(7);
    }

    @Test
    void recoveryWaitsForEverySeries() {
        Flow flow =
                new Flow(List.of(result(ALL, 1, 2), result(SMALL, 1, 2), result(ALL, 12, 15), result(SMALL, 12, 18)));
        assertThat(flow.recoveryMicros(10)).hasValue(8);
    }

    @Test
    void aSecondThatEndedBeforeTheFaultIsNoRecovery() {
        assertThat(new Flow(List.of(result(ALL, 1, 2), result(ALL, 9, 15))).recoveryMicros(10))
                .isEmpty();
    }

    private static ResultTime result(SeriesKey series, long windowEnd, long read) {
        return new ResultTime(series, windowEnd, read);
    }

    private static SeriesKey series(Grouping grouping, String model) {
        return SeriesKey.newBuilder()
                .setRunId("run")
                .setSegment(0)
                .setVantage(Vantage.GENERATOR)
                .setGrouping(grouping)
                .setScenario("")
                .setStage("")
                .setProvider("")
                .setModel(model)
                .setOutcome("")
                .build();
    }
}
