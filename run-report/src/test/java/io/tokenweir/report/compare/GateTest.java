package io.tokenweir.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class GateTest {
    private static final SummaryJson USUAL = new SummaryJson().meter(0);

    @Test
    void failsWhenEvenTheFavourableEndOfTheIntervalIsTooSlow() {
        assertThat(new Gate(5.0, null)
                        .failures(against(new SummaryJson().ttft(220, 4).meter(0))))
                .singleElement()
                .asString()
                .startsWith("ttft.p50 is slower by 7.")
                .endsWith("% at least; 5.00 % are allowed.");
    }

    @Test
    void passesAWorseningThatIsNotShown() {
        assertThat(new Gate(5.0, null)
                        .failures(against(new SummaryJson().ttft(220, 40).meter(0))))
                .isEmpty();
    }

    @Test
    void passesAShownWorseningThatIsAllowed() {
        assertThat(new Gate(20.0, null)
                        .failures(against(new SummaryJson().ttft(220, 4).meter(0))))
                .isEmpty();
    }

    @Test
    void guardsSharesInPercentagePoints() {
        RunComparison comparison = against(new SummaryJson().answered(0.9));

        assertThat(new Gate(null, 5.0).failures(comparison))
                .singleElement()
                .asString()
                .startsWith("answeredShare is worse by 8.");
        assertThat(new Gate(5.0, null).failures(comparison)).isEmpty();
    }

    @Test
    void isBlindWhenNothingThatItGuardsCanBeCompared() {
        RunComparison comparison = against(new SummaryJson().invalid());

        assertThat(new Gate(5.0, null).blind(comparison)).isTrue();
        assertThat(new Gate(null, 5.0).blind(comparison)).isFalse();
    }

    private static RunComparison against(SummaryJson b) {
        return RunComparison.of(
                List.of(USUAL.read("a")),
                List.of(b.read("b")),
                false,
                Selection.of(List.of("ttft.p50", "answeredShare")));
    }
}
