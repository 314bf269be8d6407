package io.tokenweir.streams;

import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.AccountState;
import io.tokenweir.events.AccountTransition;
import io.tokenweir.events.ProvisioningSums;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * What the accounts of one series did in one span of time, as it grows: the mutable form of {@link ProvisioningSums}.
 *
 * <p>Merges by integer addition; names are kept sorted, so equal sums give equal bytes. Not thread-safe.
 */
final class ProvisioningTally {
    private long steps;
    private long calls;
    private long refusedCalls;
    private final ExponentialHistogram latency = new ExponentialHistogram();
    private final TreeMap<String, Long> failures = new TreeMap<>();
    private final TreeMap<String, Long> retries = new TreeMap<>();
    private final TreeMap<String, Long> entered = new TreeMap<>();
    private final TreeMap<String, Long> accounts = new TreeMap<>();

    /** A wish that was written down is no step: nobody did anything yet. */
    void add(AccountTransition transition) {
        if (transition.getToState() == AccountState.PLANNED) {
            return;
        }
        steps++;
        calls += transition.getCalls();
        refusedCalls += transition.getRefused();
        latency.record(transition.getLatencyNanos());
        AccountState from = transition.getFromState();
        AccountState to = transition.getToState();
        if (transition.getCause() != null) {
            TreeMap<String, Long> counts = to == AccountState.FAILED ? failures : retries;
            counts.merge(code(transition.getCause()), 1L, Long::sum);
        }
        if (from != to) {
            entered.merge(to.name(), 1L, Long::sum);
            accounts.merge(to.name(), 1L, Long::sum);
            if (from != AccountState.PLANNED) {
                accounts.merge(from.name(), -1L, Long::sum);
            }
        }
    }

    void merge(ProvisioningTally other) {
        steps += other.steps;
        calls += other.calls;
        refusedCalls += other.refusedCalls;
        latency.merge(other.latency);
        addAll(failures, other.failures);
        addAll(retries, other.retries);
        addAll(entered, other.entered);
        addAll(accounts, other.accounts);
    }

    ProvisioningSums toAvro() {
        return new ProvisioningSums(steps, latency.toAvro(), calls, refusedCalls, failures, retries, entered, accounts);
    }

    /** Null stays null. */
    static ProvisioningTally fromAvro(ProvisioningSums sums) {
        if (sums == null) {
            return null;
        }
        ProvisioningTally tally = new ProvisioningTally();
        tally.steps = sums.getSteps();
        tally.calls = sums.getCalls();
        tally.refusedCalls = sums.getRefusedCalls();
        tally.latency.merge(ExponentialHistogram.fromAvro(sums.getLatency()));
        addAll(tally.failures, sums.getFailures());
        addAll(tally.retries, sums.getRetries());
        addAll(tally.entered, sums.getEntered());
        addAll(tally.accounts, sums.getAccounts());
        return tally;
    }

    /** The code of a cause, which is short and stable; a sentence for people may follow it; null stays null. */
    static String code(String cause) {
        int colon = cause == null ? -1 : cause.indexOf(':');
        return colon < 0 ? cause : cause.substring(0, colon);
    }

    private static void addAll(TreeMap<String, Long> to, Map<String, Long> from) {
        from.forEach((name, count) -> to.merge(name, count, Long::sum));
    }
}
