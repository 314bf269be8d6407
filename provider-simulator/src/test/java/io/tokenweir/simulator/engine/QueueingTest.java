package io.tokenweir.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.assertj.core.data.Percentage;
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

    /** The runs whose figures the parameters are: 2,500 requests of conversation lengths, chunk 2048, 256 sequences. */
    @ParameterizedTest(name = "{0} at {1} requests/s")
    @CsvSource({
        "8b,   1,  56,  201,   260,  6.7,  7.0,  218",
        "8b,   4,  60,  252,   341,  7.3,  8.4,  868",
        "8b,   8,  77,  372,   526,  9.2,   69, 1726",
        "8b,  12, 254,  853,  1194,   23,  107, 2545",
        "70b,  1, 140,  507,   730,   16,   17,  217",
        "70b,  4, 239, 1117,  1486,   19,  239,  862",
    })
    void behavesAsTheReferenceRunBelowSaturation(
            String profile, double rate, double p50, double p95, double p99, double gap50, double gap95, double speed) {
        Poisson run = conversation(profile, rate, 1);

        // Near the knee a percentile moves by a third from seed to seed.
        Percentage near = Percentage.withPercentage(rate >= 8 ? 30 : 15);
        assertThat(run.ttft(0.5)).as("TTFT p50").isCloseTo(p50, near);
        assertThat(run.ttft(0.95)).as("TTFT p95").isCloseTo(p95, near);
        assertThat(run.ttft(0.99)).as("TTFT p99").isCloseTo(p99, near);
        assertThat(run.gap(0.5)).as("gap p50").isCloseTo(gap50, near);
        assertThat(run.gap(0.95)).as("gap p95").isCloseTo(gap95, near);
        assertThat(run.tokensPerSecond()).as("tokens/s").isCloseTo(speed, Percentage.withPercentage(6));
    }

    @ParameterizedTest(name = "{0} at {1} requests/s")
    @CsvSource({"8b, 16, 110, 2738", "70b, 7, 232, 1332"})
    void isOverrunBeyondTheKneeWithWaitsOfManySecondsAtFullSpeed(
            String profile, double rate, double gap50, double speed) {
        Poisson run = conversation(profile, rate, 1);

        assertThat(run.ttft(0.5)).as("TTFT p50").isGreaterThan(8_000);
        assertThat(run.gap(0.5)).as("gap p50").isCloseTo(gap50, Percentage.withPercentage(3));
        assertThat(run.tokensPerSecond()).as("tokens/s").isCloseTo(speed, Percentage.withPercentage(6));
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

        assertThat(noisy(noisy, 1)).isEqualTo(noisy(noisy, 1)).isNotEqualTo(noisy(noisy, 2));
    }

    @Test
    void aSmallerChunkShortensTheLongGapsAndLengthensTheWaitForTheFirstToken() {
        EngineConfig large = profile("8b", 2048);
        EngineConfig small = profile("8b", 512);

        Poisson withLarge = conversation(large, 8, 600, 3);
        Poisson withSmall = conversation(small, 8, 600, 3);

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
