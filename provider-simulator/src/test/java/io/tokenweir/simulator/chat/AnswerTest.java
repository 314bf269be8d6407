package io.tokenweir.simulator.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        String text = Answer.of(1, 30, List.of()).text();

        assertThat(Answer.of(1, 30, List.of()).text()).isEqualTo(text);
        assertThat(Answer.of(2, 30, List.of()).text()).isNotEqualTo(text);
    }

    @Test
    void endsBeforeAStopSequence() {
        Answer whole = Answer.of(1, 30, List.of());
        String stop = whole.token(9) + whole.token(10);

        Answer stopped = Answer.of(1, 30, List.of(stop));

        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.tokens()).isLessThanOrEqualTo(10);
        assertThat(whole.text()).startsWith(stopped.text());
        assertThat(stopped.text()).doesNotContain(stop);
    }

    @Test
    void needsNoEscapingInJson() {
        assertThat(Answer.of(3, 1000, List.of()).text()).matches("[ a-z]+");
    }
}
