package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompilerTurnTest {
    private final CompilerTurn turn = new CompilerTurn();

    @Test
    void doesNotEndWithoutALoad() {
        for (int second = 0; second < 1_000; second++) {
            assertThat(turn.isOver(0.02)).isFalse();
        }
    }

    @Test
    void endsOnceTheLoadLeavesRoom() {
        assertThat(turn.isOver(1.0)).isFalse();
        assertThat(turn.isOver(0.6)).isFalse();
        assertThat(turn.isOver(0.6)).isTrue();
    }

    @Test
    void goesOnThroughAShortLoad() {
        assertThat(turn.isOver(0.6)).isFalse();
        assertThat(turn.isOver(0.1)).isFalse();
        assertThat(turn.isOver(0.6)).isFalse();
    }

    @Test
    void goesOnWhereTheLoadFillsTheCore() {
        for (int second = 0; second < 1_000; second++) {
            assertThat(turn.isOver(0.98)).isFalse();
        }
    }
}
