package io.tokenweir.load.certificate;

import java.util.ArrayList;
import java.util.List;

/**
 * Intended and real starts of one scenario on one event loop, kept for the certificate: 16 bytes an arrival, for so many
 * arrivals and no more. Instants are monotonic nanoseconds. Owned by the loop until the run has ended.
 */
public final class ArrivalLog {
    /** Slot of an arrival that is not kept. */
    public static final int NOT_KEPT = -1;

    static final long NOT_SENT = Long.MIN_VALUE;
    private static final int MOST = 1 << 18;
    private static final int BLOCK_BITS = 12;
    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;

    private final int most;
    private final List<long[]> blocks = new ArrayList<>();
    private int size;

    public ArrivalLog() {
        this(MOST);
    }

    /** Keeps nothing: for a closed model, whose arrivals nobody asked for. */
    public static ArrivalLog none() {
        return new ArrivalLog(0);
    }

    ArrivalLog(int most) {
        this.most = most;
    }

    /** An arrival's time has come; gives the slot to tell {@link #sent} of. */
    public int offered(long intendedNanos) {
        if (size == most) {
            return NOT_KEPT;
        }
        if (size >> BLOCK_BITS == blocks.size()) {
            blocks.add(new long[2 << BLOCK_BITS]);
        }
        long[] block = blocks.get(size >> BLOCK_BITS);
        int at = (size & IN_BLOCK) * 2;
        block[at] = intendedNanos;
        block[at + 1] = NOT_SENT;
        return size++;
    }

    /** The first bytes of the arrival's request go to the socket. */
    public void sent(int slot, long nanos) {
        if (slot != NOT_KEPT) {
            blocks.get(slot >> BLOCK_BITS)[(slot & IN_BLOCK) * 2 + 1] = nanos;
        }
    }

    boolean full() {
        return size == most && size > 0;
    }

    int size() {
        return size;
    }

    long intended(int slot) {
        return blocks.get(slot >> BLOCK_BITS)[(slot & IN_BLOCK) * 2];
    }

    /** {@link #NOT_SENT} when it never was. */
    long sent(int slot) {
        return blocks.get(slot >> BLOCK_BITS)[(slot & IN_BLOCK) * 2 + 1];
    }
}
