package io.tokenweir.load.react;

/**
 * How many requests a client lets be open at once. Pure functions of what is passed in; not thread-safe.
 *
 * <p>The limit moves by what becomes of the requests; the places taken are counted here.
 */
public abstract class AdmissionLimit {
    private int inFlight;

    /** Takes a place; false when all are taken. At least one request is always let through. */
    public final boolean tryEnter() {
        if (inFlight >= Math.max(1, (int) limit())) {
            return false;
        }
        inFlight++;
        return true;
    }

    /**
     * A request was answered; its place is free.
     *
     * @param ttftNanos time to the first token of its attempt; negative when none came
     */
    public final void succeeded(long ttftNanos) {
        boolean heldBack = inFlight >= (int) limit();
        leave();
        answered(ttftNanos, heldBack);
    }

    /** A request was refused by a limit, or met an overloaded server; its place is free. */
    public final void refused(long nowNanos) {
        leave();
        pushedBack(nowNanos);
    }

    /** Gives the place back for a reason that says nothing about the limit. */
    public final void leave() {
        inFlight--;
    }

    public final int inFlight() {
        return inFlight;
    }

    public abstract double limit();

    /** As events name it. */
    public abstract String name();

    /** @param heldBack whether the limit was what held requests back */
    abstract void answered(long ttftNanos, boolean heldBack);

    abstract void pushedBack(long nowNanos);
}
