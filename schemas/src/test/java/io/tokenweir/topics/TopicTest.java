package io.tokenweir.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tokenweir.topics.Topic.Cleanup;
import io.tokenweir.topics.Topic.Spread;

class TopicTest {
    @Test
    void theOperatorsPrefixGoesBeforeTheName() {
        assertThat(Topic.TOKENS.name("staging.")).isEqualTo("staging.weir.tokens");
        assertThat(Topic.TOKENS.name("")).isEqualTo("weir.tokens");
    }

    @Test
    void noTwoTopicsShareAName() {
        assertThat(Arrays.stream(Topic.values()).map(Topic::baseName)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNTS", "ACCOUNT_EVENTS", "REQUESTS", "TOKENS"})
    void whatIsKeyedByAccountHasOnePartitionCountAndTextKeys(Topic topic) {
        assertThat(topic.spread()).isEqualTo(Spread.BY_ACCOUNT);
        assertThat(topic.partitions(12)).isEqualTo(12);
        assertThat(topic.keySchema()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNS", "HEALTH", "SYSTEM", "PRICES", "DEAD_LETTERS"})
    void aSingleTopicHasOnePartitionWhateverIsAskedFor(Topic topic) {
        assertThat(topic.partitions(12)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void recordTimestampsAreTheBrokersSoThatRetentionNeverJudgesByEventTime(Topic topic) {
        assertThat(topic.settings()).containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @ParameterizedTest
    @EnumSource
    void compactedTopicsKeepForEverAndTheOthersAtLeastADay(Topic topic) {
        boolean compacted = topic.cleanup() == Cleanup.COMPACT;
        long retention = Long.parseLong(topic.settings().get("retention.ms"));

        assertThat(topic.settings()).containsEntry("cleanup.policy", compacted ? "compact" : "delete");
        if (compacted) {
            assertThat(retention).isEqualTo(-1);
        } else {
            assertThat(retention).isGreaterThanOrEqualTo(24 * 3_600_000L);
        }
    }
}
