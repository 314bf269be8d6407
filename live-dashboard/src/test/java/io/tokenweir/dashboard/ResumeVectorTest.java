package io.tokenweir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeVectorTest {
    private final ResumeVector vector = new ResumeVector(new long[] {12, 0, 345}, "topic-id", "run/with a slash");

    @Test
    void readsWhatItWrites() {
        assertThat(vector).hasToString("0:12,1:0,2:345@topic-id/run/with a slash");
        assertThat(ResumeVector.parse(vector.toString())).contains(vector);
    }

    @Test
    void goesOnOnlyWithTheSameTopicRunAndPartitions() {
        assertThat(vector.continues("topic-id", "run/with a slash", 3)).isTrue();
        assertThat(vector.continues("made-anew", "run/with a slash", 3)).isFalse();
        assertThat(vector.continues("topic-id", "another run", 3)).isFalse();
        assertThat(vector.continues("topic-id", "run/with a slash", 4)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "0:1", "1:5@t/r", "0:1,0:2@t/r", "0:x@t/r", "0:99999999999999999999@t/r", "0:1@t"})
    void takesAnythingElseAsNothingSeen(String text) {
        assertThat(ResumeVector.parse(text)).isEmpty();
    }

    @Test
    void takesAMissingHeaderAsNothingSeen() {
        assertThat(ResumeVector.parse(null)).isEmpty();
    }
}
