package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user's request with the upstream calls that it caused, each told apart as a call of its own or a try after another. Pure.
 *
 * @param calls by start
 * @param certainty of the least certain of its links; 1 when it caused no call
 */
record Action(UserRequest user, List<Step> calls, double certainty) {
    /** Event times are whole microseconds of one clock. */
    private static final long ROUNDING_MICROS = 1_000;

    /**
     * @param after the failed call that this one follows up; null when it is a call of its own
     */
    record Step(Call call, Call after) {
        boolean again() {
            return after != null && after.asked().equals(call.asked());
        }

        /** By how much it came before the time that was asked for; 0 or less: it did not. Null when nothing was asked of it. */
        Long earlyNanos() {
            return again() && after.retryAfterNanos() != null
                    ? (Long) (after.retryAfterNanos() - (call.startMicros() - after.endMicros()) * 1_000)
                    : null;
        }

        boolean early() {
            return earlyNanos() != null && earlyNanos() > ROUNDING_MICROS * 1_000;
        }

        long gapMicros() {
            return call.startMicros() - after.endMicros();
        }
    }

    /** One for every user's request, in their order. */
    static List<Action> of(List<UserRequest> users, List<CallLinks.Link> links) {
        Map<String, List<CallLinks.Link>> byUser = new HashMap<>();
        for (CallLinks.Link link : links) {
            if (link.user() != null) {
                byUser.computeIfAbsent(link.user().id(), any -> new ArrayList<>())
                        .add(link);
            }
        }
        return users.stream()
                .map(user -> of(user, byUser.getOrDefault(user.id(), List.of())))
                .toList();
    }

    private static Action of(UserRequest user, List<CallLinks.Link> links) {
        List<Call> calls = links.stream()
                .map(CallLinks.Link::call)
                .sorted(Comparator.comparingLong(Call::startMicros).thenComparingInt(Call::attempt))
                .toList();
        Set<Call> followed = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        for (Call call : calls) {
            Call before = calls.stream()
                    .filter(earlier -> earlier.failed()
                            && !followed.contains(earlier)
                            && earlier.endMicros() <= call.startMicros() + ROUNDING_MICROS
                            && earlier.startMicros() < call.startMicros())
                    .max(Comparator.comparing((Call earlier) -> earlier.id().equals(call.id()))
                            .thenComparing(earlier -> earlier.asked().equals(call.asked()))
                            .thenComparing(Call::endMicros))
                    .orElse(null);
            if (before != null) {
                followed.add(before);
            }
            steps.add(new Step(call, before));
        }
        double certainty =
                links.stream().mapToDouble(CallLinks.Link::certainty).min().orElse(1);
        return new Action(user, steps, certainty);
    }

    Call firstRefused() {
        return calls.stream().map(Step::call).filter(Call::refused).findFirst().orElse(null);
    }

    /** The last call that was answered; null when none was. */
    Call answering() {
        return calls.stream()
                .map(Step::call)
                .filter(Call::ok)
                .reduce((first, second) -> second)
                .orElse(null);
    }
}
