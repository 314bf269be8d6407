package io.tokenweir.simulator.portal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong passwords, and locks an address after too many in a row. Not thread-safe: its owner's lock guards it. */
final class LoginLock {
    /** Whoever tries addresses at random must not fill the memory: beyond that the oldest is forgiven. */
    private static final int MOST_ADDRESSES = 100_000;

    private final int attempts;
    private final long lockNanos;
    private final Map<String, Wrong> byEmail = new LinkedHashMap<>();

    private record Wrong(int inARow, long lastNanos) {}

    /** @param attempts 0: never lock */
    LoginLock(int attempts, int lockSeconds) {
        this.attempts = attempts;
        this.lockNanos = lockSeconds * 1_000_000_000L;
    }

    /** Refuses with 403 while the address is locked. */
    void check(String email, long nowNanos) {
        Wrong wrong = byEmail.get(email);
        if (attempts > 0 && wrong != null && wrong.inARow() >= attempts) {
            long left = wrong.lastNanos() + lockNanos - nowNanos;
            if (left > 0) {
                throw new PortalException(
                        403,
                        "login_locked",
                        "Too many wrong passwords; this address can log in again in "
                                + (left + 999_999_999) / 1_000_000_000 + " s.");
            }
            byEmail.remove(email);
        }
    }

    void wrong(String email, long nowNanos) {
        if (attempts > 0) {
            Wrong before = byEmail.get(email);
            byEmail.put(email, new Wrong(before == null ? 1 : before.inARow() + 1, nowNanos));
            if (byEmail.size() > MOST_ADDRESSES) {
                byEmail.remove(byEmail.keySet().iterator().next());
            }
        }
    }

    void right(String email) {
        byEmail.remove(email);
    }
}
