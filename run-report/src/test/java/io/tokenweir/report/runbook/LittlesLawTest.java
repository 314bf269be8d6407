package io.tokenweir.report.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LittlesLawTest {
    @Test
    void countingsThatDifferByLessThanTheSamplingAgree() {
        assertThat(new LittlesLaw(100, 96).sentence())
                .isEqualTo("100.0 requests open on the average by ticks, 96.0 by Little's law (4.0 %): they agree");
    }

    @Test
    void aRunThatMissesRequestsIsFoundOut() {
        assertThat(new LittlesLaw(100, 80).differencePercent()).isEqualTo(20);
        assertThat(new LittlesLaw(80, 100).sentence()).contains("they do NOT agree");
    }

    @Test
    void nothingIsSaidOfARunWithoutResults() {
        assertThat(LittlesLaw.of(new ResultFacts())).isNull();
    }
}
