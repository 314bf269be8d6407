package io.tokenweir.report.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class SequenceTrackerTest {
    private final SequenceTracker tracker = new SequenceTracker();

    private SequenceReport after(long... seqs) {
        LongStream.of(seqs).forEach(tracker::accept);
        return tracker.report("stream");
    }

    @Test
    void countsWhatIsMissingAndSaysWhereItBegins() {
        SequenceReport report = after(0, 1, 4, 5, 7);
        assertThat(report.missing()).isEqualTo(3);
        assertThat(report.firstMissing()).isEqualTo(2);
    }

    @Test
    void aHoleThatIsFilledLaterIsNone() {
        SequenceReport report = after(0, 3, 2, 1);
        assertThat(report.missing()).isZero();
        assertThat(report.duplicates()).isZero();
    }

    @Test
    void countsWhatCameTwice() {
        assertThat(after(0, 1, 1, 2, 0).duplicates()).isEqualTo(2);
    }

    @Test
    void tellsWhetherANumberIsNew() {
        SequenceTracker tracker = new SequenceTracker();
        assertThat(tracker.accept(2)).isTrue();
        assertThat(tracker.accept(1)).isTrue();
        assertThat(tracker.accept(2)).isFalse();
    }

    @Test
    void isWholeOnlyWithARightEndMarker() {
        tracker.accept(0);
        tracker.acceptEnd(1, 1);
        assertThat(tracker.report("stream").whole()).isTrue();
    }

    @Test
    void anEndMarkerThatMiscountsIsNoEnd() {
        tracker.accept(0);
        tracker.acceptEnd(1, 2);
        assertThat(tracker.report("stream").whole()).isFalse();
    }
}
