package io.tokenweir.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventSequencerTest {
    @Test
    void numbersEveryPartitionOfEveryTopicFromZeroWithoutHoles() {
        EventSequencer sequencer = new EventSequencer();

        assertThat(sequencer.next("a", 2)).isZero();
        assertThat(sequencer.next("a", 2)).isEqualTo(1);
        assertThat(sequencer.next("a", 0)).isZero();
        assertThat(sequencer.next("b", 2)).isZero();
        assertThat(sequencer.count("a", 2)).isEqualTo(2);
        assertThat(sequencer.count("a", 7)).isZero();
    }
}
