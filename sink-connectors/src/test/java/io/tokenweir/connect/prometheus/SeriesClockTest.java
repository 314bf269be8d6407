package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.WindowResult;

class SeriesClockTest {
    private final SeriesClock clock = new SeriesClock();

    private long timestamp(String run, long endSecond, int revision) {
        WindowResult row = Windows.row(
                Windows.series(run, Grouping.RUN, ""), endSecond, Windows.aggregate(1), Windows.aggregate(1));
        row.setRevision(revision);
        return clock.timestampFor(WindowRow.of(Windows.record(row, 0).value()));
    }

    @Test
    void placesARowAtTheEndOfItsWindow() {
        assertThat(timestamp("r", 10, 0)).isEqualTo(10_000);
        assertThat(timestamp("r", 11, 0)).isEqualTo(11_000);
    }

    @Test
    void placesACorrectionOfAnOldWindowAfterTheNewestRow() {
        timestamp("r", 10, 0);
        timestamp("r", 11, 0);

        assertThat(timestamp("r", 10, 1)).isEqualTo(11_001);
        assertThat(timestamp("r", 12, 0)).isEqualTo(12_000);
    }

    @Test
    void keepsTheTimeOfEachSeriesApart() {
        timestamp("a", 11, 0);

        assertThat(timestamp("b", 10, 0)).isEqualTo(10_000);
    }
}
