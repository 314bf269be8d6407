package io.tokenweir.report.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often limiters of all kinds, as the simulated provider has them, are told right: see docs/limiter.md. */
@Tag("statistics")
class LimiterGridIT {
    private static final double SURE = 0.9;
    private static List<GridScore> scores;

    @BeforeAll
    static void identifyAll() {
        scores = LimiterGrid.all().parallelStream()
                .flatMap(each -> GridScore.allOf(each, 1).stream())
                .toList();
        scores.forEach(System.out::println);
        System.out.println(GridScore.summary(scores));
    }

    private static double share(Predicate<GridScore> what) {
        return (double) scores.stream().filter(what).count() / scores.size();
    }

    @Test
    void limitersAreFound() {
        assertThat(scores).hasSizeGreaterThanOrEqualTo(60);
        assertThat(share(score -> score.found() != null)).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void kindsAreRight() {
        assertThat(share(GridScore::kind)).isGreaterThanOrEqualTo(0.88);
    }

    @Test
    void windowsAreRight() {
        assertThat(share(GridScore::window)).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void scopesAreRight() {
        assertThat(share(GridScore::scope)).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void sizesAreRightWithinFivePercent() {
        assertThat(share(GridScore::size)).isGreaterThanOrEqualTo(0.88);
    }

    @Test
    void wrongKindsAreNotSure() {
        assertThat(share(score -> score.found() != null
                        && !score.kind()
                        && score.found().window().confidence() >= SURE))
                .isLessThanOrEqualTo(0.05);
    }
}
