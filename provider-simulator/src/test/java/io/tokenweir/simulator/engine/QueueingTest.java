package io.tokenweir.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.EngineDraft;
import io.tokenweir.simulator.config.LengthConfig;
import io.tokenweir.simulator.config.TailConfig;

/** The engine's curves against calculations and against an independent run of the same formula. */
class QueueingTest {
    /** Prompt tokens of Azure's conversation trace at 0, 5, 25, 50, 75, 90, 95, 99 and 100 %. */
    private static final double[] PROMPTS = {100, 181, 396, 1020, 1189, 2734, 4083, 4142, 4142};

    /** Of every random number here; the tests hold for any. */
    private static final long SEED = Long.getLong("queueing.seed", 1);

    private static final double[] SHARES = {0, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1};

    /** Runs whose figures are averaged, each with a seed of its own. */
    private static final int RUNS = 2;

    /** Standard deviations within which the logarithms of the figures must agree: one in 16,000 would not. */
    private static final double BAND = 4;

    /**
     * The reference is one run with a seed of its own, so it strays from the truth as far as one of ours: each figure
     * stands with the standard deviation of a single run, in percent, as 60 seeds had it (at least 1, for its rounding).
     */
    @ParameterizedTest(name = "{0} at {1} requests/s")
    @CsvSource({
        "8b,   1,  56 1.2,  201 1.1,  260 5.2,  6.7 1,   7.0 1,    218 2.6",
        "8b,   4,  60 1,    252 4.6,  341 5.6,  7.3 1,   8.4 2.1,  868 2.6",
        "8b,   8,  77 5.3,  372 6.1,  526 9.1,  9.2 2,   69 10,   1726 2.6",
        "8b,  12, 254 19,   853 26,  1194 25,   23 44,   107 1.7, 2545 2.3",
        "70b,  1, 140 1,    507 1.1,  730 3.6,  16 2,    17 2,     217 2.6",
        "70b,  4, 239 6.5, 1117 7.9, 1486 12,   19 1,    239 5.1,  862 2.6",
    })
    void behavesAsTheReferenceRunBelowSaturation(
            String profile, double rate, String p50, String p95, String p99, String gap50, String gap95, String speed) {
        List<Poisson> runs = conversations(profile, rate);

        agree("TTFT p50", runs, run -> run.ttft(0.5), p50);
        agree("TTFT p95", runs, run -> run.ttft(0.95), p95);
        agree("TTFT p99", runs, run -> run.ttft(0.99), p99);
        agree("gap p50", runs, run -> run.gap(0.5), gap50);
        agree("gap p95", runs, run -> run.gap(0.95), gap95);
        agree("tokens/s", runs, Poisson::tokensPerSecond, speed);
    }

    @ParameterizedTest(name = "{0} at {1} requests/s")
    @CsvSource({"8b, 16, 110 1, 2738 1.8", "70b, 7, 232 1, 1332 1.9"})
    void isOverrunBeyondTheKneeWithWaitsOfSecondsAtFullSpeed(String profile, double rate, String gap50, String speed) {
        List<Poisson> runs = conversations(profile, rate);

        assertThat(mean(runs, run -> run.ttft(0.5))).as("TTFT p50").isGreaterThan(1_000);
        agree("gap p50", runs, run -> run.gap(0.5), gap50);
        agree("tokens/s", runs, Poisson::tokensPerSecond, speed);
    }

    private static List<Poisson> conversations(String profile, double rate) {
        return IntStream.range(0, RUNS)
                .mapToObj(i -> conversation(profile, rate, SEED * RUNS + i))
                .toList();
    }

    private static double mean(List<Poisson> runs, ToDoubleFunction<Poisson> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** @param reference the figure and its spread in percent */
    private static void agree(String what, List<Poisson> runs, ToDoubleFunction<Poisson> figure, String reference) {
        double expected = Double.parseDouble(reference.split(" ")[0]);
        double spread = Double.parseDouble(reference.split(" ")[1]) / 100;
        double measured = mean(runs, figure);
        assertThat(Math.log(measured / expected))
                .as("%s: ln of %.1f / %s", what, measured, expected)
                .isCloseTo(0, within(BAND * spread * Math.sqrt(1 + 1.0 / RUNS)));
    }

    /**
     * One place is a queue with one server: each request's wait follows from the one before by Lindley's recursion, and the
     * mean of an M/G/1 queue is the arrival rate x E[S^2] / (2 (1 - utilisation)), by Pollaczek and Khinchine.
     */
    @ParameterizedTest(name = "utilisation {0}")
    @CsvSource({"0.3", "0.6", "0.8"})
    void waitsAsLindleyAndOnAverageAsPollaczekAndKhinchineSayWithOnePlace(double utilisation) {
        int requests = 40_000;
        EngineConfig one = EngineDraft.batching(10, 0, 0, 0.05)
                .chunk(1_000_000)
                .sequences(1)
                .build();
        SplittableRandom random = new SplittableRandom(SEED);
        int[] prompts = random.ints(requests, 1, 1_000).toArray();
        int[] outputs = random.ints(requests, 1, 9).toArray();
        double[] services = new double[requests];
        Arrays.setAll(services, i -> 10 * outputs[i] + 0.05 * prompts[i]);
        double mean = Arrays.stream(services).average().orElseThrow();
        double square = Arrays.stream(services).map(s -> s * s).average().orElseThrow();
        double perMilli = utilisation / mean;

        Poisson run = Poisson.run(
                new BatchingEngine<>(one, random),
                requests,
                perMilli * 1000,
                SEED,
                i -> new Sequence<>(i, prompts[i], outputs[i]));

        double[] waits = new double[requests];
        for (int i = 0; i < requests; i++) {
            waits[i] = run.ttftOf(i) - 10 - 0.05 * prompts[i];
            double lindley = i == 0 ? 0 : Math.max(0, waits[i - 1] + services[i - 1] - run.interArrival(i));
            assertThat(waits[i]).as("wait of request %d", i).isCloseTo(lindley, within(1e-4));
        }
        double wait = perMilli * square / (2 * (1 - utilisation));
        assertThat(wait).as("mean wait").isCloseTo(Batches.mean(waits), within(Batches.halfWidth(waits)));
    }

    @Test
    void givesTheSameTokensAtTheSameInstantsForTheSameSeedAndOthersForAnother() {
        EngineConfig noisy = EngineDraft.batching(6.5, 0.02, 5.6e-5, 0.045)
                .replicas(3)
                .front(50, 0.4)
                .sequences(64)
                .memory(400_000)
                .jitter(0.1)
                .with(new TailConfig(0.4, 0.1, 1000, 5000, 4, 20, 1, 0))
                .build();

        assertThat(noisy(noisy, SEED)).isEqualTo(noisy(noisy, SEED)).isNotEqualTo(noisy(noisy, SEED + 1));
    }

    @Test
    void aSmallerChunkShortensTheLongGapsAndLengthensTheWaitForTheFirstToken() {
        EngineConfig large = profile("8b", 2048);
        EngineConfig small = profile("8b", 512);

        Poisson withLarge = conversation(large, 8, 600, SEED);
        Poisson withSmall = conversation(small, 8, 600, SEED);

        assertThat(withSmall.gap(0.99)).isLessThan(withLarge.gap(0.99) / 2);
        assertThat(withSmall.ttft(0.5)).isGreaterThan(withLarge.ttft(0.5));
    }

    @Test
    void theTimeOfDayStretchesEveryStep() {
        EngineConfig swinging = EngineDraft.batching(10, 0, 0, 0)
                .with(new TailConfig(0, 0, 0, 0, 0, 0, 0, 0.3))
                .build();
        long hour = 3_600_000_000_000L;

        assertThat(first(swinging, 15 * hour)).isCloseTo(13, within(1e-6));
        assertThat(first(swinging, 3 * hour)).isCloseTo(7, within(1e-6));
        assertThat(first(swinging, 9 * hour)).isCloseTo(10, within(1e-6));
    }

    private static double first(EngineConfig config, long wallOffsetNanos) {
        Engine<String> engine = Engines.create(config, new SplittableRandom(1), wallOffsetNanos);
        Timeline tokens = new Timeline();
        engine.submit(new Sequence<>("a", 1, 1), 0);
        tokens.run(engine, 100);
        return tokens.of("a").get(0);
    }

    private static Object noisy(EngineConfig config, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Poisson.run(Engines.create(config, random), 100, 5, 9, i -> new Sequence<>(i, 100 + i, 20))
                .all();
    }

    static Poisson conversation(String profile, double rate, long seed) {
        return conversation(profile(profile, 2048), rate, 2_500, seed);
    }

    private static Poisson conversation(EngineConfig config, double rate, int requests, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 77);
        LengthConfig lengths = LengthConfig.of(LengthConfig.From.CONVERSATION);
        return Poisson.run(
                new BatchingEngine<>(config, random),
                requests,
                rate,
                seed,
                i -> new Sequence<>(
                        i,
                        prompt(random),
                        OutputLength.draw(lengths, TailConfig.none(), 10_000, random)
                                .visible()));
    }

    private static int prompt(SplittableRandom random) {
        double share = random.nextDouble();
        int i = 0;
        while (share > SHARES[i + 1]) {
            i++;
        }
        double part = (share - SHARES[i]) / (SHARES[i + 1] - SHARES[i]);
        return (int) Math.round(PROMPTS[i] * Math.pow(PROMPTS[i + 1] / PROMPTS[i], part));
    }

    private static EngineConfig profile(String name, int chunk) {
        EngineDraft draft = name.equals("8b")
                ? EngineDraft.batching(6.5, 0.02, 5.6e-5, 0.045).memory(400_000)
                : EngineDraft.batching(16, 0.05, 2e-5, 0.11).memory(900_000);
        return draft.chunk(chunk).build();
    }
}
