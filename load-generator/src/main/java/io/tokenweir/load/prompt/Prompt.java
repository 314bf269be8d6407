package io.tokenweir.load.prompt;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.tokenweir.protocol.provider.ChatMessage;
import io.tokenweir.protocol.provider.ChatRequest;
import io.tokenweir.protocol.provider.ProviderAdapter;
import io.tokenweir.protocol.provider.RecordedBody;

/**
 * What is asked, and the request bodies that ask it, each encoded once per model and length. Thread-safe.
 */
public final class Prompt {
    /** More than any chat template is known to wrap around one message. */
    private static final int TEMPLATE_TOKENS = 16;

    private final List<ChatMessage> messages;
    private final RecordedBody recorded;
    private final int tokens;
    private final int mostTokens;
    private final ProviderAdapter adapter;
    private final List<Long> marks;
    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>(2);
    private volatile Body last;

    private record Body(String model, int maxTokens, byte[] bytes) {}

    private Prompt(
            List<ChatMessage> messages,
            RecordedBody recorded,
            int tokens,
            int mostTokens,
            ProviderAdapter adapter,
            List<Long> marks) {
        this.messages = messages;
        this.recorded = recorded;
        this.tokens = tokens;
        this.mostTokens = mostTokens;
        this.adapter = adapter;
        this.marks = marks;
    }

    /** @param tokens tokens of content that {@code text} has */
    public static Prompt of(String text, int tokens, PromptForm form) {
        return of(List.of(new ChatMessage(ChatMessage.Role.USER, text)), tokens, form);
    }

    /** @param tokens tokens of content that the messages have together */
    static Prompt of(List<ChatMessage> messages, int tokens, PromptForm form) {
        return new Prompt(
                messages,
                null,
                tokens,
                tokens + TEMPLATE_TOKENS * messages.size(),
                form.adapter(),
                form.marks(messages.get(messages.size() - 1).text()));
    }

    /**
     * A body as it was recorded, but for what {@link RecordedBody} lets a run decide.
     *
     * @param mostTokens input tokens that it may come to; 0 when no budget asks
     */
    public static Prompt recorded(RecordedBody body, int mostTokens) {
        return new Prompt(null, body, 0, mostTokens, null, List.of());
    }

    /** Tokens of content by our tokenizer; 0 for a recorded body, which is not counted. */
    public int tokens() {
        return tokens;
    }

    /** Input tokens that a server may count: what a budget keeps free until the server has said. */
    public int mostTokens() {
        return mostTokens;
    }

    /** Marks of the last message's text, see {@link io.tokenweir.common.content.ContentMarks}; empty when nobody asked for them. */
    public List<Long> marks() {
        return marks;
    }

    /** Answers that the server makes to one request, each as long as may be asked for. */
    public int choices() {
        return recorded == null ? 1 : recorded.choices();
    }

    /**
     * Most output tokens to ask for, of one answer.
     *
     * @param wanted by the scenario; 0: what the recording asked for, which may be 0 too, for no limit
     */
    public int maxTokens(int wanted) {
        return wanted > 0 || recorded == null ? wanted : recorded.maxTokens();
    }

    /** The request body; encoded at the first call for a model and a length. */
    public byte[] body(String model, int maxTokens) {
        Body known = last;
        if (known == null || known.maxTokens() != maxTokens || !known.model().equals(model)) {
            byte[] bytes = bodies.computeIfAbsent(
                    model + '/' + maxTokens,
                    key -> recorded == null
                            ? adapter.body(new ChatRequest(model, messages, maxTokens, true))
                            : recorded.with(model, maxTokens));
            known = new Body(model, maxTokens, bytes);
            last = known;
        }
        return known.bytes();
    }
}
