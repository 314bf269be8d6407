package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Model check: every interleaving of two tasks that both believe to own the partition (one may be a zombie), against a store
 * that may carry out a put at any later time, also one whose sender is dead.
 *
 * <p>A task may open at any place of the chain (a listing may be stale), consume, send a put, hear its answer, never hear it
 * and put again with more than before, commit, lose the partition or crash, as often as it likes. In every state the store
 * must hold one chain with each record exactly once, and no commit may lie beyond it.
 */
class ObjectChainModelTest {
    private static final int LOG_END = 3;
    /** Offset of a record of which nothing is stored. */
    private static final int UNSTORED = 1;

    /** What is wrong with the world; with anything but {@link #NOTHING} the check must find a fault, or it proves nothing. */
    private enum Flaw {
        NOTHING,
        /** The store puts one object in the place of another. */
        OVERWRITES,
        /** Two tasks may name the object at one position differently. */
        NAMES_DIFFER,
        /** A task goes on after its own end, though another's object stands at its position. */
        IGNORES_THE_OWNER,
        /** A task commits what it has consumed, published or not. */
        COMMITS_EARLY
    }

    /** A put on its way: where it starts, where it ends, and what else is in its name. */
    private record Put(int start, int end, int variant) {}

    /** What names an object. */
    private record Name(int start, int variant) {}

    /**
     * One task.
     *
     * @param position its place in the chain, -1 when it is not running
     * @param next the next offset that it will consume
     * @param waitingFor end of the put whose answer it waits for, -1 for none
     */
    private record Task(int position, int next, int waitingFor) {
        static final Task DOWN = new Task(-1, -1, -1);
    }

    private record State(Task first, Task second, Set<Put> inFlight, Map<Name, Integer> store, int committed) {
        Task task(int index) {
            return index == 0 ? first : second;
        }

        State with(int index, Task task) {
            return index == 0
                    ? new State(task, second, inFlight, store, committed)
                    : new State(first, task, inFlight, store, committed);
        }

        State with(Set<Put> puts) {
            return new State(first, second, Set.copyOf(puts), store, committed);
        }
    }

    @Test
    void holdsEveryRecordExactlyOnceInEveryInterleaving() {
        Exploration exploration = new Exploration(Flaw.NOTHING);

        exploration.run();

        assertThat(exploration.faults).isEmpty();
        assertThat(exploration.seen.size()).isGreaterThan(10_000);
        assertThat(exploration.complete).isPositive();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void findsTheFaultInAFlawedWorld(Flaw flaw) {
        Exploration exploration = new Exploration(flaw);

        exploration.run();

        assertThat(exploration.faults).isNotEmpty();
    }

    private static final class Exploration {
        final Flaw flaw;
        final Set<State> seen = new HashSet<>();
        final Set<String> faults = new TreeSet<>();
        final Deque<State> todo = new ArrayDeque<>();
        int complete;

        Exploration(Flaw flaw) {
            this.flaw = flaw;
        }

        void run() {
            reach(new State(Task.DOWN, Task.DOWN, Set.of(), Map.of(), 0));
            while (!todo.isEmpty() && faults.isEmpty()) {
                State state = todo.pop();
                check(state);
                for (int index = 0; index < 2; index++) {
                    step(state, index);
                }
                state.inFlight.forEach(put -> deliver(state, put));
            }
        }

        void reach(State state) {
            if (seen.add(state)) {
                todo.push(state);
            }
        }

        /** All that the task may do next. */
        void step(State state, int index) {
            Task task = state.task(index);
            if (task.position < 0) {
                open(state, index);
                return;
            }
            // A crash, or the partition is taken away: what is in flight stays so.
            reach(state.with(index, Task.DOWN));
            ObjectChain<Integer> chain = restore(task);
            if (task.waitingFor >= 0) {
                hear(state, index, task, chain);
                // The answer never comes, whether the put was or will be carried out or not.
                reach(state.with(index, new Task(task.position, task.next, -1)));
                return;
            }
            if (task.next < LOG_END) {
                reach(state.with(index, new Task(task.position, task.next + 1, -1)));
            }
            if (!chain.isEmpty()) {
                send(state, index, task, chain.chunk());
            }
            int commit = flaw == Flaw.COMMITS_EARLY ? task.next : task.position;
            if (commit > 0) {
                reach(new State(state.first, state.second, state.inFlight, state.store, commit));
            }
        }

        /** At the chain's end, or where a stale listing says that it ends. */
        void open(State state, int index) {
            reach(state.with(index, new Task(0, 0, -1)));
            state.store.values().forEach(end -> reach(state.with(index, new Task(end + 1, end + 1, -1))));
        }

        void send(State state, int index, Task task, ObjectChain.Chunk<Integer> chunk) {
            State waiting = state.with(index, new Task(task.position, task.next, (int) chunk.end()));
            reach(waiting); // lost on its way to the store
            int variants = flaw == Flaw.NAMES_DIFFER ? 2 : 1;
            for (int variant = 0; variant < variants; variant++) {
                Set<Put> inFlight = new HashSet<>(state.inFlight);
                inFlight.add(new Put((int) chunk.start(), (int) chunk.end(), variant));
                reach(waiting.with(inFlight));
            }
        }

        /** The answer, or a look at the object after a lost one: either way the task learns where the object ends. */
        void hear(State state, int index, Task task, ObjectChain<Integer> chain) {
            Integer end = state.store.get(new Name(task.position, 0));
            if (end == null) {
                return;
            }
            chain.settled(flaw == Flaw.IGNORES_THE_OWNER ? task.waitingFor : end);
            int next = Math.max(task.next, (int) chain.position());
            reach(state.with(index, new Task((int) chain.position(), next, -1)));
        }

        /** The store carries out a put that is on its way. */
        void deliver(State state, Put put) {
            Set<Put> inFlight = new HashSet<>(state.inFlight);
            inFlight.remove(put);
            Map<Name, Integer> store = new HashMap<>(state.store);
            Name name = new Name(put.start, put.variant);
            if (flaw == Flaw.OVERWRITES || !store.containsKey(name)) {
                store.put(name, put.end);
            }
            reach(new State(state.first, state.second, Set.copyOf(inFlight), Map.copyOf(store), state.committed));
        }

        /** The real chain with what the model's task has consumed. */
        static ObjectChain<Integer> restore(Task task) {
            ObjectChain<Integer> chain = new ObjectChain<>(task.position);
            for (int offset = task.position; offset < task.next; offset++) {
                chain.consume(offset, offset, offset == UNSTORED ? null : offset);
            }
            return chain;
        }

        void check(State state) {
            List<Integer> offsets = new ArrayList<>();
            state.store.entrySet().stream()
                    .sorted(Comparator.comparingInt(object -> object.getKey().start))
                    .forEach(object -> {
                        for (int offset = object.getKey().start; offset <= object.getValue(); offset++) {
                            offsets.add(offset);
                        }
                    });
            for (int i = 0; i < offsets.size(); i++) {
                if (offsets.get(i) != i) {
                    faults.add("not one chain: " + state.store);
                }
            }
            if (state.committed > offsets.size()) {
                faults.add("committed " + state.committed + " beyond " + state.store);
            }
            if (offsets.size() == LOG_END) {
                complete++;
            }
        }
    }
}
