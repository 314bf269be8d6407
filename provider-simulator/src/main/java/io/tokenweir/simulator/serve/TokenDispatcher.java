package io.tokenweir.simulator.serve;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.channel.EventLoop;

import io.tokenweir.simulator.engine.EngineLoop;

/**
 * Carries tokens from the engines to the event loops of their connections: those of the engines' own loop are written at
 * once, all others of one round that go to the same loop travel as one task, so that a loop is woken once per step and not
 * once per stream. Rounds are used again.
 */
final class TokenDispatcher implements EngineLoop.Output<Generation> {
    private final Punctuality punctuality;
    private final Map<EventLoop, Round> rounds = new IdentityHashMap<>();
    private final ConcurrentLinkedQueue<Round> spare = new ConcurrentLinkedQueue<>();
    /** The round that had the last token, and its loop: nearly always the next one's too. */
    private EventLoop lastLoop;

    private Round lastRound;

    TokenDispatcher(Punctuality punctuality) {
        this.punctuality = punctuality;
    }

    @Override
    public void token(Generation generation, long dueNanos) {
        EventLoop loop = generation.loop();
        if (loop != lastLoop) {
            lastRound = rounds.computeIfAbsent(loop, any -> fresh());
            lastLoop = loop;
        }
        lastRound.add(generation, dueNanos);
    }

    private Round fresh() {
        Round used = spare.poll();
        return used == null ? new Round(punctuality, spare::add) : used;
    }

    @Override
    public void flush() {
        lastLoop = null;
        lastRound = null;
        rounds.forEach((loop, round) -> {
            if (!loop.inEventLoop()) {
                loop.execute(round);
            }
        });
        rounds.forEach((loop, round) -> {
            if (loop.inEventLoop()) {
                round.run();
            }
        });
        rounds.clear();
    }
}
