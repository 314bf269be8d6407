package io.tokenweir.report.check;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountEventKind;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.AccountTransition;
import io.tokenweir.events.ProvisioningSums;
import io.tokenweir.report.check.Quantity.Kind;

/**
 * Sums the steps of accounts of one run: from the raw records of weir.account-events, or from what a result says of one step. A wish
 * that was written down is no step. Pure; not thread-safe.
 */
final class StepTally {
    private final NavigableMap<Long, Tally> bySecond = new TreeMap<>();
    private final Map<String, SequenceTracker> sequences = new TreeMap<>();

    /** One record of weir.account-events; {@code place} is its topic and partition. */
    void add(String place, AccountEvent event) {
        String stream = place + " " + event.getHeader().getSegment() + " "
                + event.getHeader().getInstance() + " " + event.getHeader().getEpoch();
        SequenceTracker sequence = sequences.computeIfAbsent(stream, key -> new SequenceTracker());
        long seq = event.getHeader().getSeq();
        if (event.getKind() == AccountEventKind.RUN_END) {
            sequence.acceptEnd(
                    seq, event.getRunEnd() == null ? -1 : event.getRunEnd().getRecords());
        } else if (sequence.accept(seq) && event.getTransition() != null) {
            add(event.getTransition(), of(event.getHeader().getEventTimeMicros()));
        }
    }

    private Tally of(long timeMicros) {
        return bySecond.computeIfAbsent(Math.floorDiv(timeMicros, 1_000_000L), second -> Tally.knowing(Kinds.OF_STEPS));
    }

    private static void add(AccountTransition transition, Tally tally) {
        if (transition.getToState() == AccountState.PLANNED) {
            return;
        }
        String step = transition.getStep();
        tally.add(Kind.STEPS, step, 1)
                .add(Kind.STEP_CALLS, step, transition.getCalls())
                .add(Kind.STEP_REFUSED_CALLS, step, transition.getRefused())
                .add(Kind.STEP_NANOS, step, transition.getLatencyNanos());
        if (transition.getCause() != null) {
            boolean failed = transition.getToState() == AccountState.FAILED;
            tally.add(
                    failed ? Kind.STEP_FAILURES : Kind.STEP_RETRIES,
                    transition.getCause().split(":", 2)[0],
                    1);
        }
        if (transition.getFromState() != transition.getToState()) {
            tally.add(Kind.STATES_ENTERED, transition.getToState().name(), 1);
        }
    }

    /** Adds what a result says of one step. */
    static void add(String step, ProvisioningSums sums, Tally tally) {
        tally.add(Kind.STEPS, step, sums.getSteps())
                .add(Kind.STEP_CALLS, step, sums.getCalls())
                .add(Kind.STEP_REFUSED_CALLS, step, sums.getRefusedCalls())
                .add(Kind.STEP_NANOS, step, sums.getLatency().getSumNanos())
                .addEach(Kind.STEP_FAILURES, sums.getFailures())
                .addEach(Kind.STEP_RETRIES, sums.getRetries())
                .addEach(Kind.STATES_ENTERED, sums.getEntered());
    }

    /** Whether there are steps and nothing more can follow, so that everything must have been made of them. */
    boolean isOver() {
        return !bySecond.isEmpty()
                && sequences.values().stream()
                        .allMatch(sequence -> sequence.report("").ended());
    }

    NavigableMap<Long, Tally> bySecond() {
        return bySecond;
    }
}
