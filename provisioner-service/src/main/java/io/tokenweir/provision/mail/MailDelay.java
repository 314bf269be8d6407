package io.tokenweir.provision.mail;

/**
 * Learns when a mail is probably there, so that a look finds it, and spaces the looks after a vain one.
 *
 * <p>A look costs a call of the scarcest endpoint, and most of the time until it is answered is spent waiting for a permit;
 * so only vain looks tell how long a mail takes at least. A vain look raises the wait above its own instant, a first look
 * that finds the mail lowers it by a twentieth: about one look in twenty is vain when mails take the same time.
 * Thread-safe.
 */
public final class MailDelay {
    private static final long FIRST_GUESS_NANOS = 20_000_000L;
    private static final long SHORTEST_GAP_NANOS = 250_000_000L;
    private static final long LONGEST_GAP_NANOS = 5_000_000_000L;
    private static final double ABOVE_VAIN_LOOK = 1.25;
    private static final double BELOW_GOOD_LOOK = 0.95;

    private double waitNanos = FIRST_GUESS_NANOS;

    /** No mail {@code nanos} after it was asked for, but later there was: it was late, not lost. */
    public synchronized void wasVain(long nanos) {
        waitNanos = Math.min(LONGEST_GAP_NANOS, Math.max(waitNanos, nanos * ABOVE_VAIN_LOOK));
    }

    /** The first look found it. */
    public synchronized void wasThere() {
        waitNanos = Math.max(FIRST_GUESS_NANOS, waitNanos * BELOW_GOOD_LOOK);
    }

    /** How long after it was asked for a mail should be looked for first. */
    public synchronized long firstLookNanos() {
        return (long) waitNanos;
    }

    /** Gap before look number {@code look}, counted from 1: grows by half each time. */
    public static long gapNanos(int look) {
        double gap = SHORTEST_GAP_NANOS * Math.pow(1.5, Math.min(look - 1, 20));
        return (long) Math.min(LONGEST_GAP_NANOS, gap);
    }
}
