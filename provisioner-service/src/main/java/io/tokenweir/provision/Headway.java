package io.tokenweir.provision;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.tokenweir.events.AccountState;

/**
 * How far a batch is, counted in steps of its accounts: the first account is ready late on a slow machine, but steps are done
 * from the first second on, and tell how long the rest takes. Pure.
 *
 * @param done steps that lie behind the accounts that are under way or ready
 * @param left steps until those under way are ready
 */
record Headway(int done, int left) {
    private static final List<AccountState> PATH = List.of(
            AccountState.PLANNED,
            AccountState.MAILBOX_CREATED,
            AccountState.SIGNED_UP,
            AccountState.MAIL_AWAITED,
            AccountState.MAIL_RECEIVED,
            AccountState.VERIFIED,
            AccountState.KEY_ISSUED,
            AccountState.READY);

    /** Accounts that were given up, or given back, are not on the way. */
    static Headway of(Map<AccountState, Integer> states) {
        int done = 0;
        int left = 0;
        for (int step = 0; step < PATH.size(); step++) {
            int accounts = states.getOrDefault(PATH.get(step), 0);
            done += step * accounts;
            left += (PATH.size() - 1 - step) * accounts;
        }
        return new Headway(done, left);
    }

    /**
     * At the pace so far.
     *
     * @param before where the batch was {@code elapsed} ago
     * @return null as long as nothing has been done
     */
    Duration remaining(Headway before, Duration elapsed) {
        if (left == 0) {
            return Duration.ZERO;
        }
        int steps = done - before.done;
        return steps <= 0 ? null : elapsed.multipliedBy(left).dividedBy(steps);
    }
}
