package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class UsageTest {
    @Test
    void takesCountsThatNoAnswerHasForTheNearestThatOneCouldHave() {
        assertThat(new Usage(-5, Long.MIN_VALUE, Long.MAX_VALUE, 7)).isEqualTo(new Usage(0, 0, Usage.MOST, 7));
    }

    @Test
    void readsThemSoFromAWholeAnswerToo() {
        byte[] body = "{\"choices\":[],\"usage\":{\"prompt_tokens\":-9,\"completion_tokens\":9223372036854775807}}"
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(new OpenAiChatAdapter().wholeAnswer(body, body.length).usage())
                .isEqualTo(new Usage(0, 0, Usage.MOST, 0));
    }
}
