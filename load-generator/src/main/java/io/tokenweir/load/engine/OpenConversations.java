package io.tokenweir.load.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.tokenweir.load.prompt.Conversation;
import io.tokenweir.load.prompt.ConversationSource;
import io.tokenweir.load.prompt.Prompt;

/**
 * The conversations that a shard's virtual users hold. Each turn is prepared on a thread of its own, since an answer must be
 * read again, counted and encoded; it is due when it is ready. Owned by the shard's loop.
 */
final class OpenConversations {
    /** Shared by all loops of a scenario; its thread ends when it has nothing to do. */
    static Executor helper() {
        ThreadPoolExecutor helper =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "weir-conversations");
                    thread.setDaemon(true);
                    return thread;
                });
        helper.allowCoreThreadTimeOut(true);
        return helper;
    }

    private record Talk(Conversation conversation, byte[] answer) {}

    private final ConversationSource source;
    private final Executor helper;
    private final Executor loop;
    private final Map<VirtualUser, Talk> open = new HashMap<>();

    OpenConversations(ConversationSource source, Executor helper, Executor loop) {
        this.source = source;
        this.helper = helper;
        this.loop = loop;
    }

    /** Whether the user is in the middle of a conversation. */
    boolean goesOn(VirtualUser user) {
        return open.containsKey(user);
    }

    /**
     * Prepares the user's next turn and hands it over on the loop.
     *
     * @param number of the conversation, if the user begins one
     */
    void next(VirtualUser user, long number, Consumer<Prompt> ready) {
        Talk talk = open.get(user);
        helper.execute(() -> {
            Conversation conversation = talk == null ? source.conversation(number) : talk.conversation();
            String answer = talk == null ? null : source.answer(talk.answer());
            Prompt prompt = conversation.next(answer);
            loop.execute(() -> {
                open.put(user, new Talk(conversation, null));
                ready.accept(prompt);
            });
        });
    }

    /** A turn has ended. Without an answer nothing can follow: the conversation is over. */
    void ended(VirtualUser user, byte[] answer) {
        Talk talk = open.remove(user);
        if (talk != null && answer != null && !talk.conversation().isOver()) {
            open.put(user, new Talk(talk.conversation(), answer));
        }
    }
}
