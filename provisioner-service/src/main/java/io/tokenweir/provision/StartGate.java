package io.tokenweir.provision;

import java.util.Map;
import java.util.function.Supplier;

import io.tokenweir.provision.http.GroupStats;
import io.tokenweir.provision.mail.MailboxProvider;

/**
 * Says when the next account may be begun. Pure but for the figures it asks for; owned by the conductor's thread.
 *
 * <p>Where the operator gives no parallelism it follows from the endpoints: as long as none of them has more callers waiting
 * than it can take in a moment, one more account finds work for it; beyond that, more accounts would only wait.
 */
final class StartGate {
    /** In progress at most, when nothing else bounds it: mails that take a minute must not fill the memory. */
    static final int MOST_ACTIVE = 512;

    private static final double QUEUE_SECONDS = 0.25;
    private static final int LEAST_QUEUE = 4;
    private static final double FIRST_PER_SECOND = 20;
    private static final long LEAST_PAUSE_NANOS = 200_000L;
    private static final long MOST_PAUSE_NANOS = 250_000_000L;

    private final int parallelism;
    private final StartPattern pattern;
    private final Supplier<Map<String, GroupStats>> groups;
    private int leftOfBurst;

    /** @param parallelism 0: as the endpoints take it */
    StartGate(int parallelism, StartPattern pattern, Supplier<Map<String, GroupStats>> groups) {
        this.parallelism = parallelism;
        this.pattern = pattern;
        this.groups = groups;
        this.leftOfBurst = pattern.burst();
    }

    boolean isOpen(int active) {
        if (parallelism > 0) {
            return active < parallelism;
        }
        return active < MOST_ACTIVE && groups.get().values().stream().noneMatch(StartGate::isBusy);
    }

    private static boolean isBusy(GroupStats group) {
        return group.waiting() >= Math.max(LEAST_QUEUE, group.ratePerSecond() * QUEUE_SECONDS);
    }

    /** An account was begun: so long until the next one may be. */
    long pauseNanos() {
        if (pattern.pause() != null) {
            leftOfBurst--;
            if (leftOfBurst > 0) {
                return 0;
            }
            leftOfBurst = pattern.burst();
            return pattern.pause().toNanos();
        }
        GroupStats first = groups.get().get(MailboxProvider.GROUP);
        double perSecond = first == null ? FIRST_PER_SECOND : first.ratePerSecond();
        return Math.max(LEAST_PAUSE_NANOS, Math.min(MOST_PAUSE_NANOS, (long) (1e9 / perSecond)));
    }
}
