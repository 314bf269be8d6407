package io.tokenweir.limits;

import java.util.ArrayDeque;

/**
 * Sums what was used in the last window, exactly: every use leaves the sum one window after it came. The classic tiers
 * of Azure API Management count tokens per minute this way.
 *
 * <p>Pure: instants are nanoseconds of one monotonic clock, passed in and never decreasing. Not thread-safe. Memory grows
 * with the number of uses within a window.
 */
public final class SlidingWindow {
    private record Use(long atNanos, long amount) {}

    private final long windowNanos;
    private final ArrayDeque<Use> uses = new ArrayDeque<>();
    private long sum;

    public SlidingWindow(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** Notes a use; a negative amount is a correction and ages out like any other. */
    public void add(long nowNanos, long amount) {
        uses.add(new Use(nowNanos, amount));
        sum += amount;
    }

    /** What was used within the last window. */
    public long used(long nowNanos) {
        while (!uses.isEmpty() && uses.peek().atNanos() + windowNanos <= nowNanos) {
            sum -= uses.poll().amount();
        }
        return sum;
    }

    /** How long until at most {@code most} remains in the window, if nothing is added. */
    public long waitNanos(long nowNanos, long most) {
        long left = used(nowNanos);
        if (left <= most) {
            return 0;
        }
        for (Use use : uses) {
            left -= use.amount();
            if (left <= most) {
                return use.atNanos() + windowNanos - nowNanos;
            }
        }
        return Long.MAX_VALUE;
    }

    /** How long until the window is empty, if nothing is added. */
    public long emptyInNanos(long nowNanos) {
        used(nowNanos);
        return uses.isEmpty() ? 0 : uses.peekLast().atNanos() + windowNanos - nowNanos;
    }
}
