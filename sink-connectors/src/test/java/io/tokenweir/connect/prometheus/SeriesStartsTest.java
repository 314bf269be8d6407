package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.WindowResult;

class SeriesStartsTest {
    private final SeriesStarts starts = new SeriesStarts();

    @Test
    void aSeriesBeginsWithTheWindowOfItsFirstRow() {
        assertThat(starts.of(row(10, 2, 2))).isEqualTo(9_000);
        assertThat(starts.of(row(11, 1, 3))).isEqualTo(9_000);
    }

    @Test
    void aLaterRowIsNotTakenForTheFirst() {
        assertThat(starts.of(row(11, 1, 3))).isEqualTo(SeriesStarts.UNKNOWN);
    }

    private static WindowRow row(long endSecond, int window, int cumulative) {
        WindowResult row = Windows.row(
                Windows.series("r", Grouping.MODEL, "m"),
                endSecond,
                Windows.aggregate(window, 20_000_000),
                Windows.aggregate(cumulative, 20_000_000));
        return WindowRow.of(Windows.record(row, 0).value());
    }
}
