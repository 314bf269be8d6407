package io.tokenweir.provision.http;

/** Counts the calls of one step of one account. Thread-safe. */
public final class CallMeter {
    private int calls;
    private int refused;
    private int lastStatus;

    synchronized void answered(int status, boolean wasRefused) {
        calls++;
        refused += wasRefused ? 1 : 0;
        lastStatus = status;
    }

    /** Calls made, unanswered ones included. */
    public synchronized int calls() {
        return calls;
    }

    /** Of these, refused with 429 or 503. */
    public synchronized int refused() {
        return refused;
    }

    /** Status of the last call; 0 when it had none. */
    public synchronized int lastStatus() {
        return lastStatus;
    }
}
