package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.dashboard.Headline;
import io.tokenweir.dashboard.Tail;
import io.tokenweir.events.Verdict;

class LiveLineTest {
    private static final long NOON = LocalDateTime.of(2026, 3, 1, 12, 0, 7)
                    .atZone(ZoneId.systemDefault())
                    .toEpochSecond()
            * 1_000_000;

    @Test
    void namesTheSecondInWhichItsWindowStarts() {
        assertThat(LiveLine.of(headline(Verdict.VALID, List.of()), "USD")).startsWith("12:00:07 ");
    }

    @Test
    void hasAFigureUnderEachWord() {
        String[] words = LiveLine.header().replaceAll("TTFT (p50|tail)", "TTFT").split(" +");
        String[] figures = LiveLine.of(headline(Verdict.VALID, List.of()), "USD")
                .replace(" ms", "ms")
                .replace("p95 ", "")
                .strip()
                .split(" +");

        assertThat(words)
                .containsExactly(
                        "second",
                        "offered",
                        "achieved",
                        "streams",
                        "TTFT",
                        "TTFT",
                        "arrivals",
                        "refused",
                        "cost",
                        "lag");
        assertThat(figures)
                .startsWith(
                        "12:00:07", "30.0/s", "28.0/s", "41", "95ms", "139ms", "1100/s", "45/s", "$0.4100", "0.06s");
    }

    @Test
    void saysWhyTheMeterWasNotValid() {
        assertThat(LiveLine.of(headline(Verdict.SUSPECT, List.of("pause 11.000 ms > 10.000 ms")), "USD"))
                .endsWith("45 requests; suspect: pause 11.000 ms > 10.000 ms");
    }

    private static Headline headline(Verdict verdict, List<String> reasons) {
        return new Headline(
                "run",
                NOON,
                30,
                28,
                41,
                50,
                95_000_000L,
                new Tail("p95", 139_000_000),
                1_100,
                45,
                Map.of("requests", 45L),
                410_000_000_000L,
                60_000,
                verdict,
                reasons);
    }
}
