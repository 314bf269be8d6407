package io.tokenweir.common.scenario;

import java.time.Duration;

/**
 * Stops sending to a target and model that fail: overload, server errors, time-outs, lost connections. Refusals by a limit do
 * not count.
 *
 * @param failureRate share of failed attempts at which the circuit opens
 * @param minAttempts attempts within the window below which it never opens
 * @param window how far back attempts count
 * @param openFor how long it stays open before one probe is let through
 * @param probes probes that must succeed, one after the other, before it closes
 */
public record CircuitBreakerSpec(
        Double failureRate, Integer minAttempts, Duration window, Duration openFor, Integer probes) {
    public CircuitBreakerSpec {
        failureRate = failureRate == null ? 0.5 : failureRate;
        minAttempts = minAttempts == null ? 10 : minAttempts;
        window = window == null ? Duration.ofSeconds(10) : window;
        openFor = openFor == null ? Duration.ofSeconds(5) : openFor;
        probes = probes == null ? 1 : probes;
    }
}
