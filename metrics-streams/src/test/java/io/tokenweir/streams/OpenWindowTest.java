package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.health.ErrorBounds;
import io.tokenweir.common.health.Validity;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Verdict;
import io.tokenweir.streams.Sums.Latency;

class OpenWindowTest {
    private static final long SECOND_NANOS = 1_000_000_000;

    @Test
    void aLongerWindowIsAsBadAsItsWorstSecondAndSaysHowMany() {
        MeterHealth paused = new MeterHealth();
        paused.setPauseMaxNanos(200_000_000);
        OpenWindow ten = new OpenWindow();
        for (int second = 0; second < 10; second++) {
            roll(ten, second < 2 ? paused : FakeInstance.HEALTHY, second);
        }
        assertThat(ten.judgement().verdict()).isEqualTo(Verdict.INVALID);
        assertThat(ten.judgement().sentences()).containsExactly("pause in 2 of 10 seconds");
        assertThat(ten.judgement().errors()).isEqualTo(new ErrorBounds(190_000_000, 190_000_000));
        assertThat(ten.inFlight).isEqualTo(9);
        assertThat(ten.meanInFlight()).isEqualTo(4.5);
        assertThat(ten.maxInFlight).isEqualTo(9);
    }

    @Test
    void littlesLawGivesTheOpenRequestsOfASteadyLoad() {
        OpenWindow ten = new OpenWindow();
        for (int second = 0; second < 10; second++) {
            roll(ten, FakeInstance.HEALTHY, 6);
            ten.sums.record(Latency.END_TO_END_INTENDED, 2 * SECOND_NANOS);
            ten.sums.record(Latency.END_TO_END_INTENDED, 4 * SECOND_NANOS);
        }
        assertThat(ten.meanInFlight()).isEqualTo(6);
        assertThat(ten.littleInFlight()).isEqualTo(6);
    }

    private static void roll(OpenWindow window, MeterHealth health, int inFlight) {
        OpenWindow second = new OpenWindow();
        second.inFlight = inFlight;
        window.roll(second, new SecondNote(health, Map.of(), true, ClockWatch.UNKNOWN), Validity.judge(health, null));
    }
}
