package io.tokenweir.common.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Outcome;

class RefusalTest {
    @Test
    void groupsRefusalsByCauseAndLeavesErrorsOut() {
        assertThat(Refusal.count(Map.of("OK", 9L, "RATE_REQUESTS", 3L, "RATE_DAY", 1L, "RAMP", 2L, "SERVER_ERROR", 4L)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(Refusal.RATE_REQUESTS, 3L, Refusal.RATE_OTHER, 3L));
    }

    @Test
    void addsAllGroupsUp() {
        assertThat(Refusal.total(Map.of("OK", 9L, "QUOTA", 2L, "AUTH", 1L, "SHED", 5L)))
                .isEqualTo(3);
    }

    @Test
    void aSpentQuotaTellsNothingOfLoad() {
        assertThat(Refusal.of(Outcome.QUOTA).shedding()).isFalse();
        assertThat(Refusal.of(Outcome.OVERLOAD).shedding()).isTrue();
    }
}
