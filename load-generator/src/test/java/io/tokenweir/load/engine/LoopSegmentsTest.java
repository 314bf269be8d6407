package io.tokenweir.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.load.events.SegmentMark;
import io.tokenweir.load.schedule.SegmentClock;
import io.tokenweir.load.summary.MeasuredSpan;
import io.tokenweir.load.summary.RunRecorder;

class LoopSegmentsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 7 * SECOND / 2;
    private static final LongPredicate ALWAYS = offset -> true;

    private final RunRecorder recorder = new RunRecorder(new MeasuredSpan(0, Long.MAX_VALUE), List.of());
    private final List<Integer> ended = new ArrayList<>();
    private final LoopSegments segments = new LoopSegments(
            new SegmentClock(2 * SECOND),
            START,
            number -> new SegmentBooks(
                    new RunIdentity("r", number, "i", 1), 1, new RequestMeasures(recorder.forLoop(), START), START),
            books -> ended.add(books.number()));

    @Test
    void booksARequestWhereItsIntendedStartLies() {
        assertThat(segments.at(START + 2 * SECOND - 1).number()).isZero();
        assertThat(segments.at(START + 2 * SECOND).number()).isEqualTo(1);
    }

    @Test
    void goesOnWithASegmentBesideItsSuccessorUntilItsLastRequestHasEnded() {
        SegmentBooks first = segments.at(START + SECOND);
        first.offered++;
        segments.begin(START + 4 * SECOND, ALWAYS);
        assertThat(segments.endUntil(START + 4 * SECOND, ALWAYS)).isZero();
        assertThat(segments.marks()).extracting(SegmentMark::segment).containsExactly(0, 1);

        first.ended++;
        assertThat(segments.endUntil(START + 5 * SECOND, ALWAYS)).isEqualTo(2);
        assertThat(ended).containsExactly(0, 1);
    }

    @Test
    void doesNotEndASegmentWhileAnArrivalOfItIsStillToBeServed() {
        assertThat(segments.endUntil(START + 9 * SECOND, offset -> offset < 2 * SECOND))
                .isZero();
        assertThat(segments.endUntil(START + 9 * SECOND, offset -> offset <= 2 * SECOND))
                .isEqualTo(1);
    }

    @Test
    void booksWhatTurnsUpAfterTheEndOfItsSegmentInTheOldestOpenOne() {
        segments.endUntil(START + 5 * SECOND, ALWAYS);
        assertThat(segments.at(START + SECOND).number()).isEqualTo(2);
    }

    @Test
    void opensASegmentThatNothingHappensInAsLongAsTheLoadGoesOn() {
        segments.begin(START + 3 * SECOND, offset -> offset < 4 * SECOND);
        segments.begin(START + 5 * SECOND, offset -> offset < 4 * SECOND);
        assertThat(segments.marks()).extracting(SegmentMark::segment).containsExactly(0, 1);
    }

    @Test
    void endsWhatIsLeftAtTheEndOfTheRun() {
        segments.at(START + 3 * SECOND);
        segments.endAll();
        assertThat(ended).containsExactly(0, 1);
        assertThat(segments.marks()).isEmpty();
    }
}
