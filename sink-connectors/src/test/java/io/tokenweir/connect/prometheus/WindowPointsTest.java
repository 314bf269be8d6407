package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

import io.tokenweir.connect.Windows;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;

class WindowPointsTest {
    @Test
    void showsThePercentilesOfAWindowThatIsTrusted() {
        assertThat(median(Verdict.VALID)).containsExactly(0.2);
        assertThat(median(Verdict.SUSPECT)).containsExactly(0.2);
    }

    @Test
    void showsNoPercentileOfAWindowThatIsNot() {
        assertThat(median(Verdict.INVALID)).containsExactly(Double.NaN);
        assertThat(median(Verdict.UNKNOWN)).containsExactly(Double.NaN);
    }

    @Test
    void countsWhatCameInAnInvalidWindowAllTheSame() {
        assertThat(points(Verdict.INVALID))
                .filteredOn(point -> point.family() == Family.RUN_REQUESTS)
                .extracting(Point::value)
                .containsExactly(3.0);
    }

    private static DoubleStream median(Verdict verdict) {
        return points(verdict).stream()
                .filter(point -> point.family() == Family.WINDOW_TTFT)
                .filter(point -> "0.5".equals(point.labels().pairs().get("quantile")))
                .mapToDouble(Point::value);
    }

    private static List<Point> points(Verdict verdict) {
        Aggregate window = Windows.aggregate(3, 200_000_000, 200_000_000, 200_000_000);
        WindowResult row = Windows.row(Windows.series("r", Grouping.RUN, ""), 10, window, window);
        row.setVerdict(verdict);
        return WindowPoints.of(WindowRow.of(Windows.record(row, 0).value()));
    }
}
