package io.tokenweir.load.prompt;

import io.tokenweir.common.scenario.ConversationSpec;
import io.tokenweir.load.schedule.SeededLength;

/**
 * Conversations of one scenario: which words they have and how many turns follows from their number alone. Immutable,
 * thread-safe.
 */
public final class ConversationSource implements PromptSource {
    private final WordPool words = new WordPool();
    private final ConversationSpec spec;
    private final PromptForm form;
    private final String model;
    private final int maxTokens;
    private final long seed;

    /** @param model that the bodies are encoded for beforehand */
    public ConversationSource(ConversationSpec spec, PromptForm form, String model, int maxTokens, long seed) {
        this.spec = spec;
        this.form = form;
        this.model = model;
        this.maxTokens = maxTokens;
        this.seed = seed;
    }

    /** The first turn of a conversation. */
    @Override
    public Prompt prompt(long number) {
        return conversation(number).next(null);
    }

    public Conversation conversation(long number) {
        long own = seed * 31 + number * 0xD1B54A32D192ED03L;
        return new Conversation(this, own, SeededLength.draw(spec.turns(), own, 0));
    }

    /** The same for all conversations, so that a server's prefix cache sees what it would see of one application. */
    String system() {
        return words.text(spec.system(), seed);
    }

    String question(long conversationSeed, int turn) {
        return words.text(SeededLength.draw(spec.turnTokens(), conversationSeed, turn + 1L), conversationSeed + turn);
    }

    int count(String text) {
        return Tokenizer.count(text);
    }

    Prompt encoded(Prompt prompt) {
        prompt.body(model, maxTokens);
        return prompt;
    }

    /** The text of an answer as it came. */
    public String answer(byte[] answer) {
        return form.adapter().answerText(answer, answer.length);
    }

    PromptForm form() {
        return form;
    }
}
