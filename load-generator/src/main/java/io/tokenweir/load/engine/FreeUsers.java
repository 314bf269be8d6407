package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The free virtual users of an open model. Keys take turns, so that each gets its share; of a key's users the one goes next
 * that was free last, because its connection is open: a load of a thousand requests a second then keeps the few connections
 * that it needs, whatever the most that may be open at once. The next few are connected before their time: what a request
 * waits for should be the target, not a handshake. Owned by one event loop.
 */
final class FreeUsers<U> {
    /** At 5,000 arrivals a second on two loops, 64 turns are 25 ms: longer than a handshake next door takes. */
    static final int PREPARED = 64;

    /** The free users of one key; the last is next. */
    private final class Key {
        private final List<U> free = new ArrayList<>();

        /** The one who goes in its {@code turn}-th turn from now; null when there are not so many. */
        U at(int turn) {
            return turn < free.size() ? free.get(free.size() - 1 - turn) : null;
        }
    }

    private final Function<U, ?> keyOf;
    private final Consumer<U> prepare;
    private final Map<Object, Key> keys = new IdentityHashMap<>();
    /** A ring of the keys that have free users, in the order of their turns. */
    private final List<Key> turns = new ArrayList<>();

    private int first;
    private int waiting;

    /**
     * @param users all that may be given back
     * @param isFree which of them are free now
     * @param keyOf what takes turns
     * @param prepare connects a user, unless that has been done
     */
    FreeUsers(List<U> users, Predicate<U> isFree, Function<U, ?> keyOf, Consumer<U> prepare) {
        this.keyOf = keyOf;
        this.prepare = prepare;
        List<U> free = users.stream().filter(isFree).toList();
        free.forEach(user -> keys.computeIfAbsent(keyOf.apply(user), any -> newKey()));
        waiting = turns.size();
        users.forEach(user -> keys.computeIfAbsent(keyOf.apply(user), any -> newKey()));
        for (int i = free.size() - 1; i >= 0; i--) {
            keys.get(keyOf.apply(free.get(i))).free.add(free.get(i));
        }
    }

    private Key newKey() {
        Key key = new Key();
        turns.add(key);
        return key;
    }

    /** Connects those who will be taken first. */
    void prepare() {
        for (int turn = 0; turn < PREPARED; turn++) {
            prepare(turn);
        }
    }

    /** The next one; null when none is free. */
    U take() {
        if (waiting == 0) {
            return null;
        }
        Key key = turns.get(first);
        first = (first + 1) % turns.size();
        waiting--;
        U user = key.free.remove(key.free.size() - 1);
        if (!key.free.isEmpty()) {
            lineUp(key);
        }
        prepare(PREPARED - 1);
        return user;
    }

    void giveBack(U user) {
        Key key = keys.get(keyOf.apply(user));
        if (key.free.isEmpty()) {
            lineUp(key);
        }
        key.free.add(user);
    }

    private void lineUp(Key key) {
        turns.set((first + waiting) % turns.size(), key);
        waiting++;
    }

    private void prepare(int turn) {
        U user = waiting == 0
                ? null
                : turns.get((first + turn % waiting) % turns.size()).at(turn / waiting);
        if (user != null) {
            prepare.accept(user);
        }
    }
}
