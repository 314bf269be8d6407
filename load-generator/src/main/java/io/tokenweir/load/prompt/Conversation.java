package io.tokenweir.load.prompt;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.protocol.provider.ChatMessage;
import io.tokenweir.protocol.provider.ChatMessage.Role;

/**
 * One conversation: its history grows by the model's answers and the user's next words. Each turn's tokens of content are
 * counted exactly by our tokenizer, answers by their text. Not for the measured path; not thread-safe.
 */
public final class Conversation {
    private final ConversationSource source;
    private final long seed;
    private final int turns;
    private final List<ChatMessage> history = new ArrayList<>();
    private int turn;
    private int tokens;

    Conversation(ConversationSource source, long seed, int turns) {
        this.source = source;
        this.seed = seed;
        this.turns = turns;
        String system = source.system();
        if (!system.isEmpty()) {
            say(Role.SYSTEM, system);
        }
    }

    /** Whether all turns have been asked. */
    public boolean isOver() {
        return turn == turns;
    }

    /**
     * What the next turn asks, encoded.
     *
     * @param answer to the turn before; null at the first
     */
    public Prompt next(String answer) {
        // Some APIs refuse a message without text.
        if (answer != null && !answer.isEmpty()) {
            say(Role.ASSISTANT, answer);
        }
        say(Role.USER, source.question(seed, turn++));
        return source.encoded(Prompt.of(List.copyOf(history), tokens, source.form()));
    }

    private void say(Role role, String text) {
        history.add(new ChatMessage(role, text));
        tokens += source.count(text);
    }
}
