package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class SamplerTest {
    /** Three of (1/8, 1/4] s, one of (1/4, 1/2] s, two zeros. */
    private static final Point POINT = Point.of(
            Family.TTFT,
            Labels.NONE.with("model", "m"),
            new Buckets(0, new int[] {-2, -1}, new long[] {3, 1}, 2, 6, 900_000_000));

    private static final Map<Family, Exemplar> SLOWEST =
            Map.of(Family.TTFT, new Exemplar(Labels.NONE.with("request_id", "r.i.7"), 0.25, 5));

    private static List<Sample> samples(Sampler.Form form) {
        return new Sampler(MetricNaming.PROMETHEUS, form, 6).samples(List.of(POINT), SLOWEST);
    }

    @Test
    void givesAServerWithoutNativeHistogramsExactClassicBuckets() {
        List<Sample> samples = samples(Sampler.Form.CLASSIC);

        assertThat(samples).hasSize(25 + 1 + 2);
        assertThat(samples)
                .filteredOn(sample -> List.of("0.125", "0.25", "0.5", "+Inf")
                        .contains(sample.series().labels().pairs().getOrDefault("le", "")))
                .extracting(Sample::value)
                .containsExactly(2.0, 5.0, 6.0, 6.0);
        assertThat(samples)
                .extracting(sample -> sample.series().metric())
                .endsWith("weir_ttft_seconds_sum", "weir_ttft_seconds_count");
    }

    @Test
    void putsTheExemplarIntoTheBucketThatHoldsIt() {
        assertThat(samples(Sampler.Form.CLASSIC))
                .filteredOn(sample -> sample.exemplar() != null)
                .extracting(sample -> sample.series().labels().pairs().get("le"))
                .containsExactly("0.25");
        assertThat(samples(Sampler.Form.NATIVE))
                .singleElement()
                .extracting(Sample::exemplar)
                .isNotNull();
    }

    @Test
    void givesBothFormsOnRequest() {
        assertThat(samples(Sampler.Form.BOTH)).hasSize(1 + 25 + 1 + 2);
    }
}
