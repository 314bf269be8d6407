package io.tokenweir.report.limiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class LimiterJsonTest {
    private final LimiterFindings findings = new LimiterFindings(
            List.of(new LimiterFinding(
                    Finding.of(Dimension.REQUESTS, 0.99, "small and large calls were refused at the same number"),
                    new Finding<>(60.0, 60.0, 60.0, 0.98, "the 61st call was refused", "60"),
                    Dimension.REQUESTS.unit(),
                    Finding.of(WindowKind.SLIDING, 0.97, "calls came back one by one"),
                    new Finding<>(60.0, 59.8, 60.2, 0.97, "first admitted after 60.1 s", null),
                    null,
                    null,
                    Finding.of(Charging.ONE_A_CALL, 0.99, "size does not matter"),
                    Finding.of(false, 0.9, "a flood of refused calls changed nothing"),
                    Finding.of(LimitScope.PROJECT, 0.95, "a key of another project was admitted"))),
            Map.of(Dimension.CONCURRENCY, "up to 64 open requests"),
            List.of("61 calls at once"),
            new LimiterFindings.Spent(90, 200, 4_000, 12, 0),
            List.of(),
            List.of(),
            "told apart");

    @Test
    void isReadBackAsItWasWritten() {
        assertThat(LimiterJson.read(LimiterJson.render(findings))).isEqualTo(findings);
    }

    @Test
    void leavesOutWhatMakesNoSenseForTheKind() {
        assertThat(LimiterJson.render(findings)).doesNotContain("refillPerSecond", "null");
    }

    @Test
    void saysWhenAFileIsSomethingElse() {
        assertThatThrownBy(() -> LimiterJson.read("{\"a\": 1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no result of `weir limiter`");
    }
}
