package io.tokenweir.protocol.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskingTest {
    private static final String REQUEST =
            "{\"messages\":[{\"content\":\"the quick brown fox jumps over the lazy dog today\"}]}";

    @Test
    void masksThePromptThatAServerSendsBack() {
        assertThat(Masking.secretsAndEcho("cannot parse 'quick brown fox jumps over' at line 3", REQUEST))
                .isEqualTo("cannot parse '<prompt>' at line 3");
    }

    @Test
    void masksEveryEchoAndKeepsTheRest() {
        assertThat(Masking.secretsAndEcho("a: the quick brown fox; b: over the lazy dog today; end", REQUEST))
                .isEqualTo("a: <prompt>; b: <prompt>; end");
    }

    @Test
    void leavesThreeWordsInARow() {
        assertThat(Masking.secretsAndEcho("a quick brown fox, perhaps", REQUEST))
                .isEqualTo("a quick brown fox, perhaps");
    }

    @Test
    void masksKeysToo() {
        assertThat(Masking.secretsAndEcho("key sk-abcdef123456 refused", REQUEST))
                .isEqualTo("key *** refused");
    }
}
