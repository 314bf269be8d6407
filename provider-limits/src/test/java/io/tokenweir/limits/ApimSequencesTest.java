package io.tokenweir.limits;

import static io.tokenweir.limits.Holder.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was observed at two gateways with {@code llm-token-limit}: a classic tier and a v2 tier. */
class ApimSequencesTest {
    private static final Cost WHOLE = new Cost(20, 20, 40, false);

    @Test
    void theClassicTierCountsASlidingMinute() {
        Holder gateway = new Holder(
                Holder.tokens(100).counted(Counting.SLIDING).charged(Charge.PROMPT_IF_STREAMED, Settlement.EXACT));
        gateway.admit(0, WHOLE).pass().orElseThrow().settle(0, Usage.of(20, 39));
        gateway.admit(20 * SECOND, WHOLE).pass().orElseThrow().settle(20 * SECOND, Usage.of(20, 35));

        assertThat(waitAt(gateway, 31 * SECOND)).isEqualTo("29 seconds");
        assertThat(waitAt(gateway, 46 * SECOND)).isEqualTo("14 seconds");
        Pass third = gateway.admit(61 * SECOND, WHOLE).pass().orElseThrow();
        third.settle(61 * SECOND, Usage.of(20, 30));
        assertThat(gateway.state(61 * SECOND).remaining()).isZero();
    }

    @Test
    void theSecondTierRefillsABucketThatCanBeInDebt() {
        Holder gateway = new Holder(Holder.tokens(10).charged(Charge.PROMPT_IF_STREAMED, Settlement.EXACT));
        gateway.admit(0, WHOLE).pass().orElseThrow().settle(0, Usage.of(20, 19));

        assertThat(gateway.admit(0, WHOLE).refusal().orElseThrow().waitNanos()).isEqualTo(180 * SECOND);
    }

    private static String waitAt(Holder gateway, long now) {
        return Template.parse("{wait|words}")
                .fill(name -> gateway.admit(now, WHOLE).refusal().orElseThrow().waitNanos(), Holder.WALL.at(now))
                .orElseThrow();
    }
}
