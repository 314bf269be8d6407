package io.tokenweir.load.engine;

import java.util.List;

/**
 * The free virtual users of an open model, in turns, so that every key gets its share. The next few are connected before
 * their time: what a request waits for should be the target, not a handshake. Owned by one event loop.
 */
final class FreeUsers {
    /** At 5,000 arrivals a second on two loops, 64 turns are 25 ms: longer than a handshake next door takes. */
    private static final int PREPARED = 64;

    private final VirtualUser[] ring;
    private int first;
    private int size;

    FreeUsers(List<VirtualUser> users) {
        ring = users.toArray(VirtualUser[]::new);
        size = ring.length;
    }

    /** Connects those who will be taken first. */
    void prepare() {
        for (int i = 0; i < Math.min(PREPARED, size); i++) {
            at(i).prepare();
        }
    }

    /** The next one; null when none is free. */
    VirtualUser take() {
        if (size == 0) {
            return null;
        }
        VirtualUser user = ring[first];
        first = (first + 1) % ring.length;
        size--;
        if (size >= PREPARED) {
            at(PREPARED - 1).prepare();
        }
        return user;
    }

    void giveBack(VirtualUser user) {
        ring[(first + size) % ring.length] = user;
        size++;
    }

    private VirtualUser at(int turn) {
        return ring[(first + turn) % ring.length];
    }
}
