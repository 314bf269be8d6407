package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;

class ExemplarBoardTest {
    private static final WindowRow.SeriesName SERIES = WindowRow.of(Windows.record(
                            Windows.row(
                                    Windows.series("r", Grouping.MODEL, "m"),
                                    10,
                                    Windows.aggregate(1),
                                    Windows.aggregate(1)),
                            0)
                    .value())
            .series();

    private final ExemplarBoard board = new ExemplarBoard();

    private void offer(String requestId, long ttftMillis, boolean withAccount) {
        Object event = Requests.attempt("r", "m", requestId, ttftMillis, 1_700_000_000_000_000L, 0)
                .value();
        assertThat(ExemplarBoard.takes(event)).isTrue();
        board.offer((Struct) event, withAccount);
    }

    @Test
    void keepsTheSlowestRequestOfASeriesSinceTheLastTime() {
        offer("r.i.1", 20, false);
        offer("r.i.2", 90, false);
        offer("r.i.3", 30, false);

        Map<Family, Exemplar> taken = board.take(SERIES);

        assertThat(taken.get(Family.TTFT).value()).isEqualTo(0.09);
        assertThat(taken.get(Family.TTFT).labels().pairs())
                .containsEntry("request_id", "r.i.2")
                .containsEntry("trace_id", "0af7651916cd43dd8448eb211c80319c")
                .doesNotContainKey("account_hash");
        assertThat(taken.get(Family.END_TO_END).value()).isEqualTo(0.18);
        assertThat(board.take(SERIES)).isEmpty();
    }

    @Test
    void tellsTheAccountOnlyAsAHashAndOnlyOnRequest() {
        offer("r.i.1", 20, true);

        assertThat(board.take(SERIES).get(Family.TTFT).labels().pairs().get("account_hash"))
                .matches("[0-9a-f]{16}");
    }

    @Test
    void staysWithinTheLimitOfAnExemplarsLabels() {
        offer("r".repeat(100), 20, true);

        assertThat(board.take(SERIES).get(Family.TTFT).labels().pairs()).containsOnlyKeys("request_id");
    }

    @Test
    void takesNoWindowForARequest() {
        assertThat(ExemplarBoard.takes("text")).isFalse();
    }
}
