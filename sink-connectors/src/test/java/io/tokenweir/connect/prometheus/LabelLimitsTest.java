package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;

class LabelLimitsTest {
    private static Labels model(String model) {
        return Labels.NONE.with("run_id", "r").with("model", model);
    }

    @Test
    void leavesLabelsAloneThatAreWithinTheLimits() {
        Labels labels = model("a");

        assertThat(new LabelLimits(Set.of(), 2, 60_000).limit(labels, 0)).isSameAs(labels);
    }

    @Test
    void callsFurtherValuesOther() {
        LabelLimits limits = new LabelLimits(Set.of(), 2, 60_000);
        limits.limit(model("a"), 0);
        limits.limit(model("b"), 0);

        assertThat(limits.limit(model("c"), 0)).isEqualTo(model("other"));
        assertThat(limits.limit(model("a"), 0)).isEqualTo(model("a"));
    }

    @Test
    void givesThePlaceOfASilentValueToANewOne() {
        LabelLimits limits = new LabelLimits(Set.of(), 2, 60_000);
        limits.limit(model("a"), 0);
        limits.limit(model("b"), 50_000);

        assertThat(limits.limit(model("c"), 60_000)).isEqualTo(model("c"));
        assertThat(limits.limit(model("a"), 60_000)).isEqualTo(model("other"));
    }

    @Test
    void leavesOutLabelsThatAreNotAllowedButKeepsQuantiles() {
        LabelLimits limits = new LabelLimits(Set.of("model"), 2, 60_000);

        assertThat(limits.limit(model("a").with("quantile", "0.99"), 0))
                .isEqualTo(Labels.NONE.with("model", "a").with("quantile", "0.99"));
    }

    @Test
    void countsNoRunsBecauseThoseEnd() {
        LabelLimits limits = new LabelLimits(Set.of(), 1, 60_000);
        limits.limit(Labels.NONE.with("run_id", "a"), 0);
        Labels second = Labels.NONE.with("run_id", "b");

        assertThat(limits.limit(second, 0)).isSameAs(second);
    }
}
