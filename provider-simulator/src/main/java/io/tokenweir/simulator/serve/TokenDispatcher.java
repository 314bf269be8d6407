package io.tokenweir.simulator.serve;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.netty.channel.EventLoop;

import io.tokenweir.simulator.engine.EngineThread;

/**
 * Carries tokens from the engine's thread to the event loops of their connections: all tokens of one round that go to the
 * same loop travel as one task, so that a loop is woken once per step and not once per stream.
 */
final class TokenDispatcher implements EngineThread.Output<Generation> {
    private record Due(Generation generation, long dueNanos) {}

    private final Map<EventLoop, List<Due>> rounds = new IdentityHashMap<>();

    @Override
    public void token(Generation generation, long dueNanos) {
        rounds.computeIfAbsent(generation.loop(), loop -> new ArrayList<>()).add(new Due(generation, dueNanos));
    }

    @Override
    public void flush() {
        rounds.forEach((loop, dues) -> loop.execute(() -> write(dues)));
        rounds.clear();
    }

    private static void write(List<Due> dues) {
        for (Due due : dues) {
            due.generation().token(due.dueNanos());
        }
    }
}
