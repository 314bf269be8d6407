package io.tokenweir.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.config.LengthConfig;
import io.tokenweir.simulator.config.LengthConfig.From;
import io.tokenweir.simulator.config.TailConfig;

class OutputLengthTest {
    private static final int DRAWS = 20_000;
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void isWhatWasAskedUnlessADistributionIsSet() {
        assertThat(OutputLength.draw(LengthConfig.asAsked(), TailConfig.none(), 77, random))
                .isEqualTo(new OutputLength(0, 77, true));
    }

    @Test
    void followsTheQuantilesOfTheTraces() {
        int[] conversation = draws(LengthConfig.of(From.CONVERSATION), 10_000);
        int[] code = draws(LengthConfig.of(From.CODE), 10_000);

        assertThat(at(conversation, 0.5)).isCloseTo(129, within(5));
        assertThat(at(conversation, 0.9)).isCloseTo(424, within(5));
        assertThat(at(code, 0.5)).isCloseTo(13, within(1));
        assertThat(at(code, 0.95)).isCloseTo(90, within(6));
    }

    @Test
    void followsALogNormalDistributionAndATableOfOnesOwn() {
        int[] logNormal = draws(new LengthConfig(From.LOG_NORMAL, 5.02, 0.86, null), 100_000);
        int[] table = draws(new LengthConfig(From.QUANTILES, 0, 0, Map.of(0., 10., 50., 100., 100., 1000.)), 100_000);

        assertThat((double) at(logNormal, 0.5)).isCloseTo(Math.exp(5.02), Percentage.withPercentage(4));
        assertThat((double) at(logNormal, 0.84)).isCloseTo(Math.exp(5.88), Percentage.withPercentage(5));
        assertThat((double) at(table, 0.75)).isCloseTo(Math.sqrt(100 * 1000), Percentage.withPercentage(5));
        assertThat(table[0]).isGreaterThanOrEqualTo(10);
    }

    @Test
    void fillsTheSixBucketsByTheirShares() {
        int[] draws = draws(LengthConfig.of(From.BUCKETS), 200);

        assertThat(share(draws, 1, 20)).isCloseTo(0.20, within(0.015));
        assertThat(share(draws, 21, 40)).isCloseTo(0.30, within(0.015));
        assertThat(share(draws, 41, 60)).isCloseTo(0.20, within(0.015));
        assertThat(share(draws, 61, 160)).isCloseTo(0.05, within(0.015));
        assertThat(share(draws, 161, 180)).isCloseTo(0.10, within(0.015));
        assertThat(share(draws, 181, 200)).isCloseTo(0.15, within(0.015));
        assertThat(share(draws(LengthConfig.of(From.BUCKETS), 60), 31, 40)).isCloseTo(0.05, within(0.015));
        assertThat(draws(LengthConfig.of(From.BUCKETS), 3)).containsOnly(1, 2, 3);
    }

    @Test
    void isCutByMaxTokensAndSaysSo() {
        OutputLength cut = IntStream.range(0, 100)
                .mapToObj(i -> OutputLength.draw(LengthConfig.of(From.CONVERSATION), TailConfig.none(), 20, random))
                .filter(OutputLength::cut)
                .findFirst()
                .orElseThrow();

        assertThat(cut.visible()).isEqualTo(20);
        assertThat(OutputLength.draw(LengthConfig.of(From.CODE), TailConfig.none(), 100_000, random)
                        .cut())
                .isFalse();
    }

    @Test
    void hidesReasoningTokensWithinWhatWasAskedFor() {
        TailConfig reasoning = new TailConfig(0, 0, 0, 0, 0, 500, 1, 0);
        int[] hidden = IntStream.range(0, DRAWS)
                .map(i -> OutputLength.draw(LengthConfig.of(From.CODE), reasoning, 1_000_000, random)
                        .hidden())
                .sorted()
                .toArray();

        assertThat((double) at(hidden, 0.5)).isCloseTo(500, Percentage.withPercentage(5));
        OutputLength small = OutputLength.draw(LengthConfig.asAsked(), reasoning, 10, random);
        assertThat(small.hidden() + small.visible()).isEqualTo(10);
        assertThat(small.visible()).isPositive();
    }

    private int[] draws(LengthConfig lengths, int max) {
        return IntStream.range(0, DRAWS)
                .map(i -> OutputLength.draw(lengths, TailConfig.none(), max, random)
                        .visible())
                .sorted()
                .toArray();
    }

    private static int at(int[] sorted, double quantile) {
        return sorted[(int) (sorted.length * quantile)];
    }

    private static double share(int[] draws, int from, int to) {
        return (double) IntStream.of(draws).filter(n -> n >= from && n <= to).count() / draws.length;
    }
}
