package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompilerRestTest {
    private long total;
    private final CompilerRest rest = new CompilerRest(() -> total);

    @Test
    void doesNotRestWhileCompilationsGoOn() {
        for (int i = 0; i < 50; i++) {
            total += 40;
            assertThat(rest.look()).isFalse();
        }
    }

    @Test
    void restsAfterSixIdleLooksAndNotBefore() {
        busyFor(10);
        for (int i = 0; i < 5; i++) {
            assertThat(rest.look()).isFalse();
        }
        assertThat(rest.look()).isTrue();
    }

    @Test
    void aLongCompilationThatEndsIsNoRest() {
        busyFor(10);
        idleFor(3);
        total += 700;
        for (int i = 0; i < 6; i++) {
            assertThat(rest.look()).isFalse();
        }
        assertThat(rest.look()).isTrue();
    }

    @Test
    void afterthoughtsOfTheCompilersAreRest() {
        busyFor(10);
        idleFor(6);
        total += 5;
        assertThat(rest.look()).isTrue();
    }

    private void busyFor(int looks) {
        for (int i = 0; i < looks; i++) {
            total += 100;
            rest.look();
        }
    }

    private void idleFor(int looks) {
        for (int i = 0; i < looks; i++) {
            rest.look();
        }
    }
}
