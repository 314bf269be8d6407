package io.tokenweir.load.react;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.CircuitBreakerSpec;
import io.tokenweir.load.react.CircuitBreaker.Change;
import io.tokenweir.load.react.CircuitBreaker.Permit;

class CircuitBreakerTest {
    private static final long SECOND = 1_000_000_000L;

    private final CircuitBreaker breaker =
            new CircuitBreaker(new CircuitBreakerSpec(0.5, 4, Duration.ofSeconds(10), Duration.ofSeconds(5), 2));

    @Test
    void opensWhenHalfOfFourFailed() {
        assertThat(attempt(false, 0)).isEqualTo(Change.NONE);
        assertThat(attempt(false, 0)).isEqualTo(Change.NONE);
        assertThat(attempt(true, 0)).isEqualTo(Change.NONE);
        assertThat(attempt(true, 0)).isEqualTo(Change.OPENED);
        assertThat(breaker.ask(4 * SECOND)).isEqualTo(Permit.REFUSED);
        assertThat(breaker.describe(4 * SECOND)).contains("next probe in 1.000 s");
    }

    @Test
    void forgetsFailuresThatAreOlderThanTheWindow() {
        attempt(true, 0);
        attempt(true, 0);
        attempt(true, 0);
        assertThat(attempt(true, 11 * SECOND)).isEqualTo(Change.NONE);
    }

    @Test
    void letsOneProbeThroughAtATime() {
        open();
        assertThat(breaker.ask(5 * SECOND)).isEqualTo(Permit.PROBE);
        assertThat(breaker.ask(5 * SECOND)).isEqualTo(Permit.REFUSED);
        assertThat(breaker.ended(Permit.PROBE, false, 5 * SECOND)).isEqualTo(Change.NONE);
        assertThat(breaker.ask(5 * SECOND)).isEqualTo(Permit.PROBE);
    }

    @Test
    void closesAfterItsProbes() {
        open();
        breaker.ask(5 * SECOND);
        breaker.ended(Permit.PROBE, false, 5 * SECOND);
        breaker.ask(5 * SECOND);
        assertThat(breaker.ended(Permit.PROBE, false, 5 * SECOND)).isEqualTo(Change.CLOSED);
        assertThat(breaker.ask(5 * SECOND)).isEqualTo(Permit.PASS);
    }

    @Test
    void opensAgainWhenAProbeFails() {
        open();
        breaker.ask(5 * SECOND);
        assertThat(breaker.ended(Permit.PROBE, true, 6 * SECOND)).isEqualTo(Change.OPENED);
        assertThat(breaker.ask(10 * SECOND)).isEqualTo(Permit.REFUSED);
        assertThat(breaker.ask(11 * SECOND)).isEqualTo(Permit.PROBE);
    }

    @Test
    void asksForAnotherProbeWhenOneWasNotUsed() {
        open();
        breaker.ask(5 * SECOND);
        breaker.ended(Permit.PROBE, null, 5 * SECOND);
        assertThat(breaker.ask(5 * SECOND)).isEqualTo(Permit.PROBE);
    }

    @Test
    void ignoresWhatWasSentBeforeItOpened() {
        open();
        assertThat(breaker.ended(Permit.PASS, true, SECOND)).isEqualTo(Change.NONE);
        assertThat(breaker.ask(5 * SECOND)).isEqualTo(Permit.PROBE);
    }

    @Property(tries = 300)
    void neverHasTwoProbesOutAndNeverPassesWhileOpen(@ForAll List<Boolean> failures) {
        CircuitBreaker any =
                new CircuitBreaker(new CircuitBreakerSpec(0.5, 2, Duration.ofSeconds(2), Duration.ofSeconds(1), 1));
        boolean open = false;
        long now = 0;
        for (boolean failed : failures) {
            now += 300_000_000L;
            Permit permit = any.ask(now);
            assertThat(permit == Permit.PASS).isEqualTo(!open);
            if (permit == Permit.PROBE) {
                assertThat(any.ask(now)).isEqualTo(Permit.REFUSED);
            }
            if (permit != Permit.REFUSED) {
                Change change = any.ended(permit, failed, now);
                open = change == Change.OPENED || open && change != Change.CLOSED;
            }
        }
    }

    private Change attempt(boolean failed, long nowNanos) {
        return breaker.ended(breaker.ask(nowNanos), failed, nowNanos);
    }

    private void open() {
        for (int i = 0; i < 4; i++) {
            attempt(true, 0);
        }
    }
}
