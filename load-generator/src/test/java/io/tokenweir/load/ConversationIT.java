package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.tokenweir.load.prompt.PromptBuilder;
import io.tokenweir.load.prompt.PromptForm;
import io.tokenweir.protocol.provider.Api;

class ConversationIT {
    private static final String TALK =
            "conversation: {turns: 3, system: 20, turnTokens: {distribution: uniform, min: 6, max: 18}}";

    private final CollectedEvents events = new CollectedEvents();
    private final List<JsonNode> bodies = Collections.synchronizedList(new ArrayList<>());

    @Test
    void growsEachTurnByTheModelsOwnAnswer() throws Exception {
        run("vus: 1, iterations: 2", 0);
        assertThat(bodies).hasSize(6);
        assertThat(bodies).extracting(body -> body.path("messages").size()).containsExactly(2, 4, 6, 2, 4, 6);
        JsonNode last = bodies.get(2).path("messages");
        assertThat(last)
                .extracting(message -> message.path("role").asText())
                .containsExactly("system", "user", "assistant", "user", "assistant", "user");
        assertThat(last.get(2).path("content").asText()).isEqualTo("wwww");
        assertThat(last.get(1)).isEqualTo(bodies.get(0).at("/messages/1"));
        assertThat(bodies.get(3).at("/messages/0")).isEqualTo(bodies.get(0).at("/messages/0"));
        assertThat(bodies.get(3).at("/messages/1")).isNotEqualTo(bodies.get(0).at("/messages/1"));
    }

    @Test
    void growsByTheAnswerOfAServerThatDoesNotStream() throws Exception {
        String whole = "{\"choices\":[{\"message\":{\"content\":\"in one piece\"}}],"
                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}";
        run("vus: 1, iterations: 1", n -> ScriptedServer.refusal(200, "", whole), 1);

        assertThat(bodies).extracting(body -> body.path("messages").size()).containsExactly(2, 4, 6);
        assertThat(bodies.get(2).at("/messages/2/content").asText()).isEqualTo("in one piece");
    }

    @Test
    void saysOfEachTurnExactlyHowManyTokensItsMessagesHave() throws Exception {
        run("vus: 1, iterations: 2", 0);
        PromptBuilder tokenizer =
                new PromptBuilder(new PromptForm(Api.named("openai-chat").adapter(null), null), 0);
        List<Integer> counted = bodies.stream()
                .map(body -> {
                    int tokens = 0;
                    for (JsonNode message : body.path("messages")) {
                        tokens += tokenizer.count(message.path("content").asText());
                    }
                    return tokens;
                })
                .toList();
        assertThat(planned()).isEqualTo(counted);
        assertThat(counted.get(0)).isBetween(26, 38);
    }

    @Test
    void holdsTheSameConversationsOnOneLoopAsOnTwo() throws Exception {
        run("vus: 4, iterations: 2", 0, 1);
        List<String> one = questions();
        bodies.clear();
        run("vus: 4, iterations: 2", 0, 2);
        assertThat(questions()).isEqualTo(one).hasSize(24);
    }

    @Test
    void endsAConversationThatGetsNoAnswer() throws Exception {
        run("vus: 1, iterations: 3", 2);
        assertThat(bodies).extracting(body -> body.path("messages").size()).containsExactly(2, 4, 2, 4, 6, 2, 4, 6);
    }

    private void run(String load, int failing) throws Exception {
        run(load, failing, 1);
    }

    /** @param failing which request the server refuses, from 1; 0: none */
    private void run(String load, int failing, int loops) throws Exception {
        run(load, n -> n + 1 == failing ? ScriptedServer.refusal(500, "", "{}") : ScriptedServer.stream(4), loops);
    }

    private void run(String load, IntFunction<String> answers, int loops) throws Exception {
        String yaml = "scenarios:\n  main: {executor: per-vu-iterations, " + load + ", " + TALK
                + ", maxTokens: 4, thinkTime: 1ms, thinkTimeSpread: exponential}\n";
        try (ScriptedServer server = new ScriptedServer((n, head, body, out, socket) -> {
            bodies.add(new ObjectMapper().readTree(body));
            ScriptedServer.write(out, answers.apply(n));
        })) {
            Runs.run(Runs.plan(yaml, server.url(), 4, events.output()).withLoops(loops));
        }
    }

    private List<String> questions() {
        return bodies.stream()
                .map(body -> body.path("messages")
                        .get(body.path("messages").size() - 1)
                        .path("content")
                        .asText())
                .sorted()
                .toList();
    }

    private List<Integer> planned() {
        TreeMap<Long, Integer> planned = new TreeMap<>();
        events.requests()
                .filter(event -> event.getStarted() != null)
                .forEach(event ->
                        planned.put(event.getRequestIndex(), event.getStarted().getPlannedInputTokens()));
        return List.copyOf(planned.values());
    }
}
