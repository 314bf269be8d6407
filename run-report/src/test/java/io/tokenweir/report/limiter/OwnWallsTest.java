package io.tokenweir.report.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Servers that count in their own way are recognised, too. */
class OwnWallsTest {
    private static LimiterFinding found(Wall wall) {
        LimiterFindings findings = new World(wall, World.Noise.NONE, 0, 7)
                .identify(List.of(World.KEYS.get(0)), GridScore.BUDGET, LimiterGrid.epochNanos());
        assertThat(findings.limiters()).isNotEmpty();
        return findings.limiters().get(0);
    }

    private static void isFound(Wall wall, WindowKind kind, double size, double seconds) {
        LimiterFinding found = found(wall);
        SoftAssertions.assertSoftly(soft -> {
            soft.assertThat(found.dimension().value()).isEqualTo(Dimension.REQUESTS);
            soft.assertThat(found.window().value()).isEqualTo(kind);
            soft.assertThat(found.size().value()).isBetween(0.95 * size, 1.05 * size);
            soft.assertThat(found.windowSeconds().value()).isBetween(0.95 * seconds, 1.05 * seconds);
        });
    }

    @Test
    void aCellRateAlgorithmIsATokenBucket() {
        isFound(OwnWalls.gcra(100, 1), WindowKind.TOKEN_BUCKET, 100, 100);
    }

    @Test
    void aLeakyBucketIsATokenBucket() {
        isFound(OwnWalls.leaky(150, 3), WindowKind.TOKEN_BUCKET, 150, 50);
    }

    @Test
    void aLogOfCallsIsASlidingWindow() {
        isFound(OwnWalls.slidingLog(40, 20), WindowKind.SLIDING, 40, 20);
    }

    @Test
    void twoFixedWindowsApproximateASlidingOne() {
        isFound(OwnWalls.twoWindows(50, 30), WindowKind.SLIDING, 50, 30);
    }

    @Test
    void aCounterThatBeginsWithACallIsAFixedWindow() {
        isFound(OwnWalls.fromFirstCall(80, 45), WindowKind.FIXED_FROM_FIRST_CALL, 80, 45);
    }
}
