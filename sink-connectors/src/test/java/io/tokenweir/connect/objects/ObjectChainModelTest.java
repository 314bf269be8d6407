package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

/**
 * Model check: every interleaving of two tasks that both believe to own the partition (one may be a zombie), each able to
 * consume, to send a put, to hear its answer, to commit and to crash, against a store that may carry out a put at any
 * later time, also one whose sender is dead. In every state the store must hold one chain with each record exactly once.
 */
class ObjectChainModelTest {
    private static final int LOG_END = 3;
    private static final int CRASHES = 2;
    /** Offset of a record of which nothing is stored. */
    private static final int UNSTORED = 1;

    /** Whether a store refuses to overwrite; without that the check must find a fault. */
    private enum Overwriting {
        REFUSED,
        ALLOWED
    }

    /** A put on its way: who sent it and what it holds. */
    private record Put(int start, int end) {}

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

    private record State(
            Task first, Task second, Set<Put> inFlight, Map<Integer, Integer> store, int committed, int crashes) {
        Task task(int index) {
            return index == 0 ? first : second;
        }

        State with(int index, Task task) {
            return index == 0
                    ? new State(task, second, inFlight, store, committed, crashes)
                    : new State(first, task, inFlight, store, committed, crashes);
        }
    }

    @Test
    void holdsEveryRecordExactlyOnceInEveryInterleaving() {
        Exploration exploration = new Exploration(Overwriting.REFUSED);

        exploration.run();

        assertThat(exploration.faults).isEmpty();
        assertThat(exploration.seen.size()).isGreaterThan(10_000);
        assertThat(exploration.complete).isPositive();
    }

    @Test
    void findsTheLossWhenTheStoreOverwrites() {
        Exploration exploration = new Exploration(Overwriting.ALLOWED);

        exploration.run();

        assertThat(exploration.faults).isNotEmpty();
    }

    private static final class Exploration {
        final Overwriting overwriting;
        final Set<State> seen = new HashSet<>();
        final Set<String> faults = new TreeSet<>();
        final Deque<State> todo = new ArrayDeque<>();
        int complete;

        Exploration(Overwriting overwriting) {
            this.overwriting = overwriting;
        }

        void run() {
            reach(new State(Task.DOWN, Task.DOWN, Set.of(), Map.of(), 0, 0));
            while (!todo.isEmpty() && faults.isEmpty()) {
                State state = todo.pop();
                check(state);
                for (int index = 0; index < 2; index++) {
                    step(state, index);
                }
                deliver(state);
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
                int position = endOfChain(state);
                reach(state.with(index, new Task(position, position, -1)));
                return;
            }
            if (state.crashes < CRASHES) {
                State crashed = state.with(index, Task.DOWN);
                reach(new State(
                        crashed.first,
                        crashed.second,
                        state.inFlight,
                        state.store,
                        state.committed,
                        state.crashes + 1));
            }
            ObjectChain<Integer> chain = restore(task);
            if (task.waitingFor >= 0) {
                hear(state, index, task, chain);
                return;
            }
            if (task.next < LOG_END) {
                reach(state.with(index, new Task(task.position, task.next + 1, -1)));
            }
            if (!chain.isEmpty()) {
                ObjectChain.Chunk<Integer> chunk = chain.chunk();
                Set<Put> inFlight = new HashSet<>(state.inFlight);
                inFlight.add(new Put((int) chunk.start(), (int) chunk.end()));
                State sent = state.with(index, new Task(task.position, task.next, (int) chunk.end()));
                reach(new State(
                        sent.first, sent.second, Set.copyOf(inFlight), sent.store, sent.committed, sent.crashes));
            }
            if (task.position > 0) {
                reach(new State(state.first, state.second, state.inFlight, state.store, task.position, state.crashes));
            }
        }

        /** The answer, or a look at the object after a lost answer: either way the task learns where the object ends. */
        void hear(State state, int index, Task task, ObjectChain<Integer> chain) {
            Integer end = state.store.get(task.position);
            if (end == null) {
                return;
            }
            chain.settled(end);
            int next = Math.max(task.next, (int) chain.position());
            reach(state.with(index, new Task((int) chain.position(), next, -1)));
        }

        /** The store carries out any put that is on its way. */
        void deliver(State state) {
            for (Put put : state.inFlight) {
                Set<Put> inFlight = new HashSet<>(state.inFlight);
                inFlight.remove(put);
                Map<Integer, Integer> store = new TreeMap<>(state.store);
                if (overwriting == Overwriting.ALLOWED || !store.containsKey(put.start)) {
                    store.put(put.start, put.end);
                }
                reach(new State(
                        state.first,
                        state.second,
                        Set.copyOf(inFlight),
                        Map.copyOf(store),
                        state.committed,
                        state.crashes));
            }
        }

        /** The real chain with what the model's task has consumed. */
        static ObjectChain<Integer> restore(Task task) {
            ObjectChain<Integer> chain = new ObjectChain<>(task.position);
            for (int offset = task.position; offset < task.next; offset++) {
                chain.consume(offset, offset, offset == UNSTORED ? null : offset);
            }
            return chain;
        }

        static int endOfChain(State state) {
            return state.store.values().stream().mapToInt(end -> end + 1).max().orElse(0);
        }

        void check(State state) {
            List<Integer> offsets = new ArrayList<>();
            new TreeMap<>(state.store).forEach((start, end) -> {
                for (int offset = start; offset <= end; offset++) {
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
