package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happened on the first key, in the order in which the server decided, as far as that can be told: a call was decided
 * between its sending and its answer, half a refusal's round trip after it was sent. Refusals are the quickest answers there
 * are, so their round trip is mostly way.
 */
final class ProbeLog {
    private static final long LEAST_SLACK_NANOS = 15_000_000L;

    private final List<Event> events = new ArrayList<>();
    private long wayNanos = Long.MAX_VALUE;
    private double admittedNanos;
    private long admitted;
    private double promptBias;
    private long slackNanos = LEAST_SLACK_NANOS;

    /** Takes the calls of a script, which have all ended. */
    List<Event> add(List<Call> calls) {
        for (Call call : calls) {
            long trip = call.endedNanos - call.sentNanos;
            wayNanos = Math.min(wayNanos, trip / 2);
            if (call.refused()) {
                slackNanos = Math.max(slackNanos, Math.min(trip / 2, 10 * LEAST_SLACK_NANOS));
            } else if (call.admitted() && call.shape.max() <= 2) {
                admitted++;
                admittedNanos += (trip - admittedNanos) / admitted;
                promptBias += (call.prompt - call.shape.prompt() - promptBias) / admitted;
            }
        }
        List<Event> fresh = new ArrayList<>();
        for (Call call : calls) {
            call.decidedNanos = call.sentNanos + (call.refused() ? (call.endedNanos - call.sentNanos) / 2 : wayNanos);
        }
        for (Call call : calls) {
            if (call.admitted()) {
                fresh.add(new Event(call.decidedNanos, Event.What.ADMITTED, call));
                fresh.add(new Event(Math.max(call.endedNanos - wayNanos, call.decidedNanos), Event.What.ENDED, call));
            } else if (call.refused()) {
                call.unordered = (int) calls.stream()
                        .filter(other -> other.admitted()
                                && other.decidedNanos >= call.decidedNanos
                                && other.sentNanos < call.endedNanos)
                        .count();
                fresh.add(new Event(call.decidedNanos, Event.What.REFUSED, call));
            }
        }
        fresh.sort(Comparator.comparingLong(Event::nanos));
        events.addAll(fresh);
        return fresh;
    }

    List<Event> events() {
        return events;
    }

    long slackNanos() {
        return slackNanos;
    }

    /** How long a small call takes. */
    long callNanos() {
        return (long) Math.max(1_000_000, admittedNanos);
    }

    /** How many more tokens the server counts in a prompt than were asked for. */
    double promptBias() {
        return promptBias;
    }
}
