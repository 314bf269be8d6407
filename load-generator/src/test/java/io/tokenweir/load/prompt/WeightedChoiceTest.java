package io.tokenweir.load.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WeightedChoiceTest {
    private static final int DRAWS = 20_000;

    @Property(tries = 100, seed = "42")
    void drawsInProportionToTheWeights(@ForAll("weights") double[] weights, @ForAll long seed) {
        long[] drawn = drawn(new WeightedChoice(weights, seed), weights.length);
        double sum = Arrays.stream(weights).sum();
        double chiSquare = IntStream.range(0, weights.length)
                .mapToDouble(i -> {
                    double expected = DRAWS * weights[i] / sum;
                    return (drawn[i] - expected) * (drawn[i] - expected) / expected;
                })
                .sum();
        assertThat(chiSquare).isLessThan(chiSquareQuantile(weights.length - 1, 4.5));
    }

    @Property(tries = 50, seed = "42")
    void drawsTheSameAtANumberInWhateverOrder(@ForAll("weights") double[] weights, @ForAll long seed) {
        List<Long> numbers = IntStream.range(0, 500).mapToObj(i -> (long) i).collect(Collectors.toList());
        Map<Long, Integer> inOrder = draws(new WeightedChoice(weights, seed), numbers);
        Collections.shuffle(numbers, new Random(seed));
        assertThat(draws(new WeightedChoice(weights, seed), numbers)).isEqualTo(inOrder);
    }

    @Property(tries = 50, seed = "42")
    void drawsTheSameWhateverTheUnitOfTheWeights(@ForAll("weights") double[] weights, @ForAll long seed) {
        double[] halved = Arrays.stream(weights).map(weight -> weight / 2).toArray();
        assertThat(drawn(new WeightedChoice(halved, seed), weights.length))
                .isEqualTo(drawn(new WeightedChoice(weights, seed), weights.length));
    }

    @Example
    void drawsNeighboursIndependently() {
        WeightedChoice coin = new WeightedChoice(new double[] {1, 1}, 7);
        long[] pairs = new long[4];
        for (int i = 0; i < DRAWS; i++) {
            pairs[coin.draw(i) * 2 + coin.draw(i + 1)]++;
        }
        for (long count : pairs) {
            assertThat(count).isBetween(DRAWS / 4 - 300L, DRAWS / 4 + 300L);
        }
    }

    @Example
    void drawsOtherwiseWithAnotherSeed() {
        double[] even = {1, 1, 1, 1};
        assertThat(sequence(new WeightedChoice(even, 1))).isNotEqualTo(sequence(new WeightedChoice(even, 2)));
    }

    @Example
    void drawsTheSameSequenceInEveryRelease() {
        assertThat(sequence(new WeightedChoice(new double[] {5, 3, 2}, 42)).subList(0, 12))
                .isEqualTo(List.of(2, 2, 0, 0, 2, 0, 0, 0, 2, 1, 0, 0));
    }

    @Example
    void addsUpWeightsThatWouldOverflow() {
        double[] huge = {Double.MAX_VALUE, Double.MAX_VALUE};
        assertThat(drawn(new WeightedChoice(huge, 1), 2)).doesNotContain(0L);
    }

    @Example
    void refusesWeightsThatAreNoneAboveZero() {
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new WeightedChoice(new double[] {1, wrong}, 1))
                    .hasMessageContaining("numbers above 0");
        }
        assertThatThrownBy(() -> new WeightedChoice(new double[0], 1)).hasMessageContaining("there is none");
    }

    @Provide
    Arbitrary<double[]> weights() {
        return Arbitraries.doubles()
                .between(1, 50)
                .array(double[].class)
                .ofMinSize(2)
                .ofMaxSize(30);
    }

    /** Quantile at so many standard deviations, by Wilson and Hilferty (1931). */
    private static double chiSquareQuantile(int degrees, double deviations) {
        double scale = 2.0 / (9 * degrees);
        return degrees * Math.pow(1 - scale + deviations * Math.sqrt(scale), 3);
    }

    private static long[] drawn(WeightedChoice choice, int size) {
        long[] counts = new long[size];
        for (int i = 0; i < DRAWS; i++) {
            counts[choice.draw(i)]++;
        }
        return counts;
    }

    private static Map<Long, Integer> draws(WeightedChoice choice, List<Long> numbers) {
        Map<Long, Integer> draws = new HashMap<>();
        numbers.forEach(number -> draws.put(number, choice.draw(number)));
        return draws;
    }

    private static List<Integer> sequence(WeightedChoice choice) {
        return IntStream.range(0, 64).mapToObj(choice::draw).toList();
    }
}
