package io.tokenweir.streams.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final List<FaultKind> KINDS = List.of(FaultKind.values());

    @Test
    void aSeedGivesTheSameScheduleAgain() {
        assertThat(Schedule.draw(42, KINDS, 20, 60_000)).isEqualTo(Schedule.draw(42, KINDS, 20, 60_000));
    }

    @Test
    void anotherSeedGivesAnotherSchedule() {
        assertThat(Schedule.draw(43, KINDS, 20, 60_000)).isNotEqualTo(Schedule.draw(42, KINDS, 20, 60_000));
    }

    @Test
    void everyKindHappens() {
        assertThat(Schedule.draw(1, KINDS, KINDS.size(), 60_000))
                .extracting(Fault::kind)
                .containsExactlyInAnyOrderElementsOf(KINDS);
    }

    @Test
    void faultsFollowOneAnotherWithinTheTimeGiven() {
        assertThat(Schedule.draw(5, KINDS, 30, 60_000))
                .extracting(Fault::atMillis)
                .isSorted()
                .allMatch(at -> at >= 3_000 && at < 60_000);
    }
}
