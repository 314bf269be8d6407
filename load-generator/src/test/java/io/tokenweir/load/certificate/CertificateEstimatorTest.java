package io.tokenweir.load.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.load.certificate.ArrivalCertificate.Figure;
import io.tokenweir.load.certificate.ArrivalCertificate.Verdict;
import io.tokenweir.load.schedule.ArrivalSchedule;
import io.tokenweir.load.schedule.EvenArrivals;
import io.tokenweir.load.schedule.GammaGaps;
import io.tokenweir.load.schedule.RandomArrivals;
import io.tokenweir.load.schedule.RateCurve;
import io.tokenweir.load.schedule.Shard;
import io.tokenweir.load.schedule.Share;

class CertificateEstimatorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double FIXED = Double.POSITIVE_INFINITY;

    @ParameterizedTest(name = "shape {0}, {1}/s, instance among {2}")
    @CsvSource({"0.25,100,1", "1,5,1", "1,100,1", "1,5000,1", "1,200,4", "4,100,1", "20,1000,1"})
    void leavesEachBandInAboutOneFaithfulRunOfAHundred(double shape, double rate, int instances) {
        RateCurve curve = RateCurve.constant(rate, Math.round(6_000 / rate * SECOND) * instances);
        int[] outside = new int[4];
        int runs = 200;
        for (int seed = 0; seed < runs; seed++) {
            long[] starts =
                    starts(new RandomArrivals(curve, new GammaGaps(shape, new SplittableRandom(seed))), instances);
            ArrivalCertificate run = judge(shape, curve, instances, starts, starts);
            List<Figure> figures =
                    Arrays.asList(run.gapMeanMillis(), run.gapCv(), run.dispersion(), run.kolmogorovSmirnov());
            for (int i = 0; i < figures.size(); i++) {
                outside[i] += figures.get(i) == null || figures.get(i).inside() ? 0 : 1;
            }
        }
        // Of 200 runs 2 are expected outside; 9 or more would happen to a right band once in three thousand times.
        assertThat(Arrays.stream(outside).max().orElseThrow())
                .as("outside: mean, CV, dispersion, KS: " + Arrays.toString(outside))
                .isLessThan(9);
    }

    @Test
    void passesEvenArrivalsThatAreAFewHundredMicrosecondsLate() {
        RateCurve curve = RateCurve.constant(1_000, 10 * SECOND);
        long[] intended = starts(new EvenArrivals(curve), 1);
        SplittableRandom random = new SplittableRandom(1);
        assertThat(judge(FIXED, curve, 1, intended, late(intended, at -> random.nextLong(400_000))))
                .returns(Verdict.PASSED, ArrivalCertificate::verdict)
                .returns(10, ArrivalCertificate::together);
    }

    @Test
    void letsOneLateStartPassAmongFewButNotTwo() {
        RateCurve curve = RateCurve.constant(10, 5 * SECOND);
        long[] intended = starts(new EvenArrivals(curve), 1);
        long[] one = late(intended, at -> at == SECOND ? 3_000_000 : 0);
        long[] two = late(intended, at -> at == SECOND || at == 3 * SECOND ? 3_000_000 : 0);
        assertThat(judge(FIXED, curve, 1, intended, one).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(judge(FIXED, curve, 1, intended, two).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void rescalesARampSoThatItsGapsAreEven() {
        RateCurve curve =
                new RateCurve(List.of(new RateCurve.Leg(20 * SECOND, 1, 100), new RateCurve.Leg(10 * SECOND, 100, 10)));
        long[] intended = starts(new EvenArrivals(curve), 1);
        ArrivalCertificate ramp = judge(FIXED, curve, 1, intended, intended);
        assertThat(ramp.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(ramp.gapCv().sent()).isLessThan(1e-6);
    }

    @Test
    void tellsEvenArrivalsThatWerePoissonsAfterAll() {
        RateCurve curve = RateCurve.constant(5_000, 5 * SECOND);
        long[] even = starts(new EvenArrivals(curve), 1);
        long[] random = starts(new RandomArrivals(curve, new GammaGaps(1, new SplittableRandom(1))), 1);
        ArrivalCertificate wrong = judge(FIXED, curve, 1, even, random);
        assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(wrong.reasons()).anyMatch(reason -> reason.startsWith("dispersion of counts"));
    }

    @Test
    void tellsPoissonArrivalsThatWereSmoothedToTheRate() {
        RateCurve curve = RateCurve.constant(100, 30 * SECOND);
        long[] intended = starts(new RandomArrivals(curve, new GammaGaps(1, new SplittableRandom(1))), 1);
        ArrivalCertificate wrong = judge(1, curve, 1, intended, starts(new EvenArrivals(curve), 1));
        assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(wrong.gapCv().inside()).isFalse();
    }

    @Test
    void tellsAServerOfArrivalsThatStoodStillForTwoSeconds() {
        RateCurve curve = RateCurve.constant(50, 20 * SECOND);
        long[] intended = starts(new RandomArrivals(curve, new GammaGaps(1, new SplittableRandom(3))), 1);
        long[] sent = late(intended, at -> at > 5 * SECOND && at < 7 * SECOND ? 7 * SECOND - at : 0);
        assertThat(judge(1, curve, 1, intended, sent).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void failsWhenOneArrivalInFiftyWasDropped() {
        RateCurve curve = RateCurve.constant(100, 30 * SECOND);
        long[] intended = starts(new RandomArrivals(curve, new GammaGaps(1, new SplittableRandom(1))), 1);
        long[] sent = LongStream.range(0, intended.length)
                .filter(i -> i % 50 != 0)
                .map(i -> intended[(int) i])
                .toArray();
        ArrivalCertificate dropped = judge(1, curve, 1, intended, sent);
        assertThat(dropped.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(dropped.reasons()).anyMatch(reason -> reason.contains("never left"));
    }

    @Test
    void judgesATraceByItsOwnGaps() {
        long[] recorded = starts(
                new RandomArrivals(RateCurve.constant(50, 30 * SECOND), new GammaGaps(0.2, new SplittableRandom(5))),
                1);
        ArrivalCertificate trace = judge(FIXED, null, 1, recorded, late(recorded, at -> 200_000));
        assertThat(trace.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(trace.gapCv().asked()).isGreaterThan(1.5);
        assertThat(judge(FIXED, null, 1, recorded, late(recorded, at -> -at % (SECOND / 2)))
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void saysThatTooFewArrivalsProveNothing() {
        RateCurve curve = RateCurve.constant(1, 10 * SECOND);
        long[] intended = starts(new EvenArrivals(curve), 1);
        assertThat(judge(FIXED, curve, 1, intended, intended).verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(judge(FIXED, null, 1, new long[0], new long[0]).verdict()).isEqualTo(Verdict.TOO_FEW);
    }

    private static ArrivalCertificate judge(
            double shape, RateCurve curve, int instances, long[] intended, long[] sent) {
        AskedArrivals asked = new AskedArrivals("s", "arrivals", shape, curve, instances);
        return CertificateEstimator.estimate(asked, new ArrivalTimes(intended, sent));
    }

    private static long[] late(long[] intended, LongUnaryOperator lateness) {
        return Arrays.stream(intended)
                .map(at -> at + lateness.applyAsLong(at))
                .sorted()
                .toArray();
    }

    private static long[] starts(ArrivalSchedule schedule, int instances) {
        Shard shard = new Shard(schedule, new Share(0, instances), Share.WHOLE);
        return LongStream.generate(shard::next)
                .takeWhile(at -> at != ArrivalSchedule.END)
                .toArray();
    }
}
