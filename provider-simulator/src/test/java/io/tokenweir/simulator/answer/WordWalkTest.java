package io.tokenweir.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class WordWalkTest {

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        String text = WordWalk.of(1, 30, List.of()).text();

        assertThat(WordWalk.of(1, 30, List.of()).text()).isEqualTo(text);
        assertThat(WordWalk.of(2, 30, List.of()).text()).isNotEqualTo(text);
    }

    @Test
    void endsBeforeAStopSequence() {
        WordWalk whole = WordWalk.of(1, 30, List.of());
        String stop = whole.token(9) + whole.token(10);

        WordWalk stopped = WordWalk.of(1, 30, List.of(stop));

        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.count()).isLessThanOrEqualTo(10);
        assertThat(whole.text()).startsWith(stopped.text());
        assertThat(stopped.text()).doesNotContain(stop);
    }

    @Test
    void needsNoEscapingInJson() {
        assertThat(WordWalk.of(3, 1000, List.of()).text()).matches("[ a-z]+");
    }
}
