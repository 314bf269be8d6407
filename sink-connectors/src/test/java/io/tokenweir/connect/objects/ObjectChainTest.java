package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ObjectChainTest {
    private final ObjectChain<String> chain = new ObjectChain<>(10);

    @Test
    void startsTheChunkAtItsPositionEvenWhenTheFirstRecordCameLater() {
        chain.consume(13, 5000, "a");

        assertThat(chain.chunk().start()).isEqualTo(10);
        assertThat(chain.chunk().firstTimestampMillis()).isEqualTo(5000);
    }

    @Test
    void endsTheChunkAtTheLastRecordConsumedEvenWhenItIsNotStored() {
        chain.consume(10, 1, "a");
        chain.consume(11, 1, null);

        assertThat(chain.chunk().end()).isEqualTo(11);
        assertThat(chain.chunk().rows()).containsExactly("a");
    }

    @Test
    void goesOnAfterItsOwnObject() {
        chain.consume(10, 1, "a");
        chain.settled(10);

        assertThat(chain.position()).isEqualTo(11);
        assertThat(chain.isEmpty()).isTrue();
        assertThat(chain.advanced()).isTrue();
    }

    @Test
    void keepsWhatAnothersShorterObjectDidNotHold() {
        chain.consume(10, 1, "a");
        chain.consume(11, 2, "b");
        chain.consume(12, 3, "c");

        chain.settled(10);

        assertThat(chain.chunk().start()).isEqualTo(11);
        assertThat(chain.chunk().rows()).containsExactly("b", "c");
        assertThat(chain.chunk().firstTimestampMillis()).isEqualTo(2);
    }

    @Test
    void skipsWhatAnothersLongerObjectHoldsAlready() {
        chain.consume(10, 1, "a");

        chain.settled(14);

        assertThat(chain.isEmpty()).isTrue();
        assertThat(chain.isNew(14)).isFalse();
        assertThat(chain.isNew(15)).isTrue();
    }

    @Test
    void refusesAnOffsetTwice() {
        chain.consume(10, 1, "a");

        assertThat(chain.isNew(10)).isFalse();
        assertThatThrownBy(() -> chain.consume(10, 1, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasNothingToCommitBeforeAnObjectIsSettled() {
        chain.consume(10, 1, "a");

        assertThat(chain.advanced()).isFalse();
        assertThat(chain.position()).isEqualTo(10);
    }
}
