package io.tokenweir.streams.chaos;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a run with faults came to.
 *
 * @param restarts of instances of the topology
 * @param crashes of generators
 * @param deadLetters records that the topology refused
 * @param endMicros when the load ended, by the wall clock
 * @param differences sentences; empty when ledger, topics and results are equal
 */
record FaultReport(
        Plan plan,
        List<Injected> injected,
        int restarts,
        long crashes,
        Reckoning reckoning,
        long deadLetters,
        long late,
        int corrections,
        Flow flow,
        long endMicros,
        List<String> differences) {

    /**
     * A fault as it happened.
     *
     * @param atMicros since the load began
     * @param wallMicros by the wall clock
     */
    record Injected(long atMicros, long wallMicros, FaultKind kind, String details) {}

    private static final int SENTENCES = 10;
    private static final int SENTENCE_LENGTH = 300;

    OptionalLong recoveryMicros(Injected fault) {
        return flow.recoveryMicros(fault.wallMicros());
    }

    /** For people: the faults, a line of figures, and what is not equal. */
    String text() {
        StringBuilder text =
                new StringBuilder("%nFaults of '%s': -Dchaos.seed=%d, %s, %d instances x %d threads, %d standbys, %s%n"
                        .formatted(
                                plan.name(),
                                plan.seed(),
                                plan.exactlyOnce()
                                        ? "exactly once"
                                        : "AT LEAST ONCE (the guarantee is broken on purpose)",
                                plan.instances(),
                                plan.threads(),
                                plan.standbys(),
                                "group.protocol=" + plan.protocol().name().toLowerCase(Locale.ROOT)));
        text.append("%8s  %-62s %14s%n".formatted("at", "fault", "results again"));
        for (Injected fault : injected) {
            OptionalLong recovery = recoveryMicros(fault);
            text.append("%6.1f s  %-62s %14s%n        %s%n"
                    .formatted(
                            fault.atMicros() / 1e6,
                            fault.kind().words(),
                            recovery.isPresent() ? "%.1f s".formatted(recovery.getAsLong() / 1e6) : "at the end",
                            fault.details()));
        }
        text.append(HEAD).append(figures());
        differences.stream()
                .limit(SENTENCES)
                .map(sentence -> "  NOT EQUAL  "
                        + sentence.substring(0, Math.min(SENTENCE_LENGTH, sentence.length()))
                        + System.lineSeparator())
                .forEach(text::append);
        return text.toString();
    }

    static final String HEAD = "%-22s %6s %8s %8s %5s %10s %15s %13s %7s %11s %11s  %s%n"
            .formatted(
                    "run",
                    "faults",
                    "restarts",
                    "events",
                    "lost",
                    "duplicated",
                    "doubled/refused",
                    "maybe/arrived",
                    "late",
                    "corrections",
                    "longest gap",
                    "ledger = topic = windows = run");

    /** The line of figures that belongs under {@link #HEAD}. */
    String figures() {
        return "%-22s %6d %8d %8d %5d %10d %15s %13s %7d %11d %9.1f s  %s%n"
                .formatted(
                        plan.name(),
                        injected.size(),
                        restarts + crashes,
                        reckoning.events(),
                        reckoning.lost(),
                        reckoning.duplicates(),
                        reckoning.doubled() + "/" + deadLetters,
                        reckoning.maybe() + "/" + reckoning.maybeArrived(),
                        late,
                        corrections,
                        flow.longestGapMicros(endMicros) / 1e6,
                        differences.isEmpty() ? "equal" : differences.size() + " DIFFERENCES");
    }
}
