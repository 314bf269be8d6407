package io.tokenweir.simulator.engine;

import java.util.ArrayList;
import java.util.List;

/** Drives an engine on a clock of its own and notes when each token fell due, in milliseconds. */
final class Timeline implements Engine.TokenSink<String> {
    private record Token(String owner, double millis) {}

    private final List<Token> tokens = new ArrayList<>();

    /** Calls the engine exactly when it asks to be called, up to {@code millis}. */
    void run(Engine<String> engine, long millis) {
        for (long due = engine.nextDueNanos(); due <= millis * 1_000_000; due = engine.nextDueNanos()) {
            engine.advance(due, this);
        }
    }

    @Override
    public void token(String owner, long dueNanos) {
        tokens.add(new Token(owner, dueNanos / 1e6));
    }

    List<Double> of(String owner) {
        return tokens.stream()
                .filter(t -> t.owner().equals(owner))
                .map(Token::millis)
                .toList();
    }

    /** Time from the first token to the last, per token after the first. */
    double timePerToken(String owner) {
        List<Double> all = of(owner);
        return (all.get(all.size() - 1) - all.get(0)) / (all.size() - 1);
    }
}
