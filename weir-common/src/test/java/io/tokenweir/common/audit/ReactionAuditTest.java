package io.tokenweir.common.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;

class ReactionAuditTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    private final ReactionAudit audit = new ReactionAudit(0);
    private final RequestTrail trail = new RequestTrail();

    @Test
    void seesThatTheWaitWasKeptToTheSecond() {
        refused(0, 2 * SECOND);
        answered(2 * SECOND + 150 * MILLI);
        ReactionReport.RetryAfter report = audit.report().retryAfter();
        assertThat(report.toTheSecond()).isEqualTo(1);
        assertThat(report.compliance()).isEqualTo(1.0);
        assertThat(report.beyondMs().max()).isEqualTo(150);
        assertThat(report.afterObeyed()).isEqualTo(Map.of("OK", 1L));
    }

    @Test
    void seesWhoComesEarlyAndWhatItGets() {
        refused(0, 2 * SECOND);
        refused(500 * MILLI, 2 * SECOND);
        ReactionReport.RetryAfter report = audit.report().retryAfter();
        assertThat(report.early()).isEqualTo(1);
        assertThat(report.compliance()).isZero();
        assertThat(report.soonerMs().max()).isEqualTo(1_500);
        assertThat(report.afterEarly()).isEqualTo(Map.of("RATE_REQUESTS", 1L));
    }

    @Test
    void forgivesAMillisecond() {
        refused(0, SECOND);
        answered(SECOND - MILLI);
        assertThat(audit.report().retryAfter().early()).isZero();
    }

    @Test
    void callsASecondTooMuchLater() {
        refused(0, SECOND);
        answered(2 * SECOND);
        assertThat(audit.report().retryAfter().later()).isEqualTo(1);
        assertThat(audit.report().retryAfter().toTheSecond()).isZero();
    }

    @Test
    void bindsNoRequestThatTurnsToAnotherModel() {
        refused(0, 2 * SECOND);
        audit.attemptEnded(trail, new AttemptFact("small", MILLI, SECOND, Outcome.OK, -1));
        assertThat(audit.report().retryAfter().elsewhere()).isEqualTo(1);
        assertThat(audit.report().retryAfter().cameBack()).isZero();
        assertThat(audit.report().retryAfter().compliance()).isNull();
    }

    @Test
    void countsWhoDoesNotComeBack() {
        refused(0, 2 * SECOND);
        audit.requestEnded(trail, -1, -1);
        assertThat(audit.report().retryAfter().notRetried()).isEqualTo(1);
    }

    @Test
    void countsAttemptsPerRequest() {
        refused(0, -1);
        refused(MILLI, -1);
        answered(2 * MILLI);
        audit.requestEnded(trail, 3 * MILLI, MILLI);
        answered(3 * MILLI);
        audit.requestEnded(trail, MILLI, MILLI);
        ReactionReport report = audit.report();
        assertThat(report.amplification()).isEqualTo(2.0);
        assertThat(report.attemptsPerRequest()).isEqualTo(Map.of(1, 1L, 3, 1L));
        assertThat(report.retries()).isEqualTo(2);
        assertThat(report.retriesInVain()).isEqualTo(1);
    }

    @Test
    void setsTheFirstTokenAsFeltBesideThatOfTheAttempt() {
        refused(0, SECOND);
        answered(SECOND);
        audit.requestEnded(trail, SECOND + 20 * MILLI, 20 * MILLI);
        assertThat(audit.report().ttftFelt().max()).isEqualTo(1_020);
        assertThat(audit.report().ttftAttempt().max()).isEqualTo(20);
    }

    @Test
    void leavesARequestThatWasNeverSentOutOfTheAmplification() {
        audit.requestEnded(trail, -1, -1);
        assertThat(audit.report().requests()).isZero();
        assertThat(audit.report().amplification()).isNull();
    }

    @Test
    void givesAHerdItsSize() {
        for (int i = 0; i < 40; i++) {
            refused(i, 2 * SECOND);
            answered(2 * SECOND + i);
            audit.requestEnded(trail, -1, -1);
        }
        ReactionReport.Herd herd = audit.report().herd();
        assertThat(herd.commonResets()).isEqualTo(1);
        assertThat(herd.worst().second()).isEqualTo(2);
        assertThat(herd.worst().peak()).isEqualTo(40);
        assertThat(herd.worst().index()).isCloseTo(40, within(1.5));
    }

    @Test
    void givesAnEvenReturnAnIndexNearNothing() {
        for (int i = 0; i < 30; i++) {
            refused(0, 2 * SECOND);
            answered(2 * SECOND + i * 100 * MILLI);
            audit.requestEnded(trail, -1, -1);
        }
        assertThat(audit.report().herd().index()).isCloseTo(0, within(1e-9));
    }

    @Test
    void knowsNoHerdOfNine() {
        for (int i = 0; i < 9; i++) {
            refused(0, 2 * SECOND);
            answered(2 * SECOND);
            audit.requestEnded(trail, -1, -1);
        }
        assertThat(audit.report().herd()).isEqualTo(new ReactionReport.Herd(0, null, null));
    }

    @Test
    void addsUpWhatDecisionsWaited() {
        audit.decided(DecisionKind.OBEY_RETRY_AFTER, 2 * SECOND);
        audit.decided(DecisionKind.OBEY_RETRY_AFTER, SECOND);
        assertThat(audit.report().decisions())
                .isEqualTo(Map.of("OBEY_RETRY_AFTER", new ReactionReport.Decided(2, 3_000)));
    }

    @Test
    void keepsOneSampleOfEachSortThatNoRuleKnew() {
        audit.unclassified(418, null, null, "tea at 5", () -> "body 1");
        audit.unclassified(418, null, null, "tea at 6", () -> "body 2");
        audit.unclassified(302, null, null, "moved", () -> null);
        assertThat(audit.report().unclassified().count()).isEqualTo(3);
        assertThat(audit.report().unclassified().samples())
                .containsExactly(
                        new ReactionReport.Sample(2, 418, null, null, "tea at 5", "body 1"),
                        new ReactionReport.Sample(1, 302, null, null, "moved", null));
    }

    @Property(tries = 200)
    void isTheSameHoweverItsRequestsAreSharedOut(
            @ForAll @Size(max = 60) java.util.List<@LongRange(max = 5_000) Long> waits,
            @ForAll @IntRange(min = 1, max = 4) int shares) {
        ReactionAudit whole = new ReactionAudit(0);
        ReactionAudit[] parts = new ReactionAudit[shares];
        for (int i = 0; i < shares; i++) {
            parts[i] = new ReactionAudit(0);
        }
        for (int i = 0; i < waits.size(); i++) {
            play(whole, waits.get(i));
            play(parts[i % shares], waits.get(i));
        }
        for (int i = 1; i < shares; i++) {
            parts[0].merge(parts[i]);
        }
        assertThat(parts[0].report()).isEqualTo(whole.report());
    }

    private static void play(ReactionAudit audit, long waitMillis) {
        RequestTrail trail = new RequestTrail();
        audit.attemptEnded(trail, new AttemptFact("m", 0, 0, Outcome.RATE_REQUESTS, SECOND));
        audit.attemptEnded(trail, new AttemptFact("m", waitMillis * MILLI, 0, Outcome.OK, -1));
        audit.requestEnded(trail, waitMillis * MILLI, MILLI);
    }

    private void refused(long atNanos, long askedNanos) {
        audit.attemptEnded(trail, new AttemptFact("m", atNanos, atNanos, Outcome.RATE_REQUESTS, askedNanos));
    }

    private void answered(long startNanos) {
        audit.attemptEnded(trail, new AttemptFact("m", startNanos, startNanos, Outcome.OK, -1));
    }
}
