package io.tokenweir.tap.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Outcome;
import io.tokenweir.events.Series;

class LogicalCallsTest {
    private static final Series SERIES = new Series("tap", "", "openai", "m");
    private static final long SECOND = 1_000_000_000L;

    private final LogicalCalls calls = new LogicalCalls(10 * SECOND);

    @Test
    void takesTheSameContentAfterARefusalForARetry() {
        LogicalCall call = refused(links("a", null, -1), "hash");

        LogicalCalls.Begun again = calls.begin(links("a", null, -1), "hash", SERIES, 3 * SECOND);

        assertThat(again.call()).isSameAs(call);
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.link()).isEqualTo(LogicalCalls.Link.CONTENT);
        assertThat(call.waitedNanos).isEqualTo(2 * SECOND);
    }

    @Test
    void keepsUsersWhoAskTheSameApartByTheirTraces() {
        refused(links("a", "t1", -1), "hash");

        assertThat(calls.begin(links("a", "t2", -1), "hash", SERIES, 3 * SECOND).link())
                .isEqualTo(LogicalCalls.Link.FIRST);
    }

    @Test
    void keepsKeysApart() {
        refused(links("a", null, -1), "hash");

        assertThat(calls.begin(links("b", null, 1), "hash", SERIES, 3 * SECOND).link())
                .isEqualTo(LogicalCalls.Link.FIRST);
    }

    @Test
    void believesTheSdkAboutAttemptsThatWereNotSeen() {
        assertThat(calls.begin(links("a", null, 2), "hash", SERIES, 0).attempt())
                .isEqualTo(2);
    }

    @Test
    void waitsForNoRetryOfACallThatEndedWell() {
        LogicalCall call = calls.begin(links("a", null, -1), "hash", SERIES, 0).call();
        call.outcome = Outcome.OK;

        assertThat(calls.ended(call)).isTrue();
        assertThat(calls.begin(links("a", null, -1), "hash", SERIES, 1).link()).isEqualTo(LogicalCalls.Link.FIRST);
    }

    @Test
    void givesACallUpWhenNobodyTriesAgain() {
        LogicalCall call = refused(links("a", null, -1), "hash");

        assertThat(calls.givenUp(10 * SECOND)).isEmpty();
        assertThat(calls.givenUp(11 * SECOND)).containsExactly(call);
    }

    /** Ended at one second. */
    private LogicalCall refused(CallLinks links, String hash) {
        LogicalCall call = calls.begin(links, hash, SERIES, 0).call();
        call.outcome = Outcome.RATE_REQUESTS;
        call.endNanos = SECOND;
        assertThat(calls.ended(call)).isFalse();
        return call;
    }

    private static CallLinks links(String account, String trace, int sdkRetries) {
        return new CallLinks(account, trace, null, Map.of(), sdkRetries, null);
    }
}
