package io.tokenweir.report.certificate;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.events.Outcome;

/**
 * Which path a user's request took, by what was seen of it at both ends. Pure.
 *
 * <p>What an answer or a policy says of itself decides nothing; where an answer says something else than was seen upstream, it is
 * a lie, whatever else it is.
 *
 * @param tap whether upstream calls were seen apart from the user's request
 * @param usualDelayMicros from a user's request to its first upstream call while nothing is wrong
 */
record PathRules(Models models, boolean tap, long usualDelayMicros) {
    private static final long LATE_MICROS = 500_000;
    private static final int TIMES_USUAL = 3;

    /**
     * @param needMicros when it was in need: its first refusal, or its start
     * @param takenMicros when it was on its path
     * @param what was seen, in words
     */
    record Taken(ReactionPath path, long needMicros, long takenMicros, String what) {
        /** Whether it met the limit at all. */
        boolean inNeed() {
            return path != ReactionPath.SERVED;
        }
    }

    Taken of(Action action) {
        UserRequest user = action.user();
        Call refused = action.firstRefused();
        long need = refused == null ? user.intendedMicros() : refused.endMicros();
        long end = user.endMicros() == null ? Long.MAX_VALUE : user.endMicros();
        if (user.endMicros() == null || user.outcome() == Outcome.CLIENT_TIMEOUT) {
            return new Taken(ReactionPath.HANG, need, end, "no end within the user's patience");
        }
        if (user.outcome() == Outcome.OK) {
            return answered(action, need);
        }
        int tries = (int)
                action.calls().stream().filter(step -> step.after() != null).count();
        if (tries > 0 && refused != null) {
            return new Taken(
                    ReactionPath.RETRY, need, end, "given up with " + user.outcome() + " after " + calls(action));
        }
        if (refused != null) {
            return new Taken(
                    ReactionPath.FAIL_FAST,
                    need,
                    end,
                    "the refusal " + refused.outcome() + " came back as " + user.outcome());
        }
        boolean refusedByApplication = user.outcome() == Outcome.SHED || Refusal.of(user.outcome()) != null;
        if (refusedByApplication && action.calls().isEmpty()) {
            return new Taken(ReactionPath.SHED, need, end, user.outcome() + " without any upstream call");
        }
        return new Taken(ReactionPath.BROKEN, need, end, "ended " + user.outcome() + " after " + calls(action));
    }

    private Taken answered(Action action, long need) {
        UserRequest user = action.user();
        Call answering = action.answering();
        if (answering == null) {
            return unanswered(action, need);
        }
        long at = answering.startMicros();
        boolean usual = models.usual(answering);
        String by = name(answering);
        if (tap && usual && user.degraded()) {
            return lie(need, at, "the answer says that it is a lesser one; the tap saw " + by);
        }
        if (tap && user.said() != null && !user.said().equals(by) && usual != models.isUsual(user.said())) {
            return lie(need, at, "the answer names " + user.said() + "; the tap saw " + by);
        }
        if (!usual) {
            return new Taken(ReactionPath.FALLBACK, need, at, "answered by " + by);
        }
        if (action.firstRefused() != null) {
            return new Taken(ReactionPath.RETRY, need, at, "answered by " + by + " after " + calls(action));
        }
        long delay = at - user.intendedMicros();
        if (delay > LATE_MICROS && delay > TIMES_USUAL * usualDelayMicros) {
            return new Taken(ReactionPath.QUEUE, need, at, "sent upstream after " + delay / 1_000 + " ms, by " + by);
        }
        return new Taken(ReactionPath.SERVED, need, at, "answered by " + by);
    }

    private Taken unanswered(Action action, long need) {
        UserRequest user = action.user();
        if (user.degraded()) {
            return new Taken(ReactionPath.DEGRADED, need, user.endMicros(), "a lesser answer that no model made");
        }
        boolean failedAll = action.calls().stream().anyMatch(step -> step.call().failed());
        return tap && failedAll
                ? lie(
                        need,
                        user.endMicros(),
                        "the answer looks like success; of " + calls(action) + " none was answered")
                : new Taken(ReactionPath.SERVED, need, user.endMicros(), "answered without an upstream call");
    }

    private static Taken lie(long need, long at, String what) {
        return new Taken(ReactionPath.LIE, need, at, what);
    }

    private static String name(Call call) {
        return call.answered() == null ? call.asked() : call.answered();
    }

    private static String calls(Action action) {
        int number = action.calls().size();
        return number + (number == 1 ? " upstream call" : " upstream calls");
    }
}
