package io.tokenweir.simulator.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.Wishes;
import io.tokenweir.simulator.api.Wishes.ToolUse;
import io.tokenweir.simulator.config.AnswerConfig;

/**
 * Answers as the request wishes: calls of tools, JSON, an echo, or words, as many as were asked for. All but the words
 * have one right value that can be computed from the request.
 */
public final class TaskAnswers implements AnswerMaker {
    private final long providerSeed;
    private final AnswerConfig config;

    public TaskAnswers(long providerSeed, AnswerConfig config) {
        this.providerSeed = providerSeed;
        this.config = config;
    }

    @Override
    public Answer answer(ServedRequest request, int maxTokens) {
        Wishes wishes = request.wishes();
        int thought = Math.min(wishes.reasoningTokens(), maxTokens / 2);
        long seed = WordWalk.seed(providerSeed, request);
        if (wishes.toolUse().mode() != ToolUse.Mode.NONE && !wishes.tools().isEmpty()) {
            return times(wishes.choices(), calls(request, seed, thought, maxTokens - thought));
        }
        if (wishes.format().json()) {
            return times(wishes.choices(), said(json(wishes), request, seed, thought, maxTokens - thought));
        }
        if (config.mode() == AnswerConfig.Mode.ECHO) {
            return times(wishes.choices(), said(wishes.question(), request, seed, thought, maxTokens - thought));
        }
        return Answer.of(IntStream.range(0, wishes.choices())
                .mapToObj(i -> words(request, seed + i * 1_000_003L, thought, maxTokens - thought))
                .toList());
    }

    private static Answer times(int choices, Choice choice) {
        return Answer.of(java.util.Collections.nCopies(choices, choice));
    }

    private static Choice words(ServedRequest request, long seed, int thought, int most) {
        WordWalk words = WordWalk.of(seed, most, request.stop());
        Ending ending = words.stopped() ? Ending.STOP_SEQUENCE : request.maxTokens() < 0 ? Ending.STOP : Ending.LENGTH;
        List<Part> parts = thinking(seed, thought);
        parts.add(Part.text(words));
        return new Choice(List.copyOf(parts), ending, words.stop());
    }

    /** A text that the request has asked for, up to the first stop sequence. */
    private static Choice said(String whole, ServedRequest request, long seed, int thought, int most) {
        String text = whole;
        String stopped = null;
        for (String stop : request.stop()) {
            int at = text.indexOf(stop);
            if (at >= 0) {
                text = text.substring(0, at);
                stopped = stop;
            }
        }
        TextTokens all = TextTokens.of(text);
        TextTokens tokens = all.first(most);
        boolean cut = tokens.count() < all.count();
        List<Part> parts = thinking(seed, thought);
        parts.add(Part.text(tokens));
        return new Choice(
                List.copyOf(parts),
                cut ? Ending.LENGTH : stopped == null ? Ending.STOP : Ending.STOP_SEQUENCE,
                cut ? null : stopped);
    }

    private static String json(Wishes wishes) {
        Question question = new Question(wishes.question());
        if (wishes.format().schema() != null) {
            return SchemaValues.of(wishes.format().schema(), question).toString();
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        return object.put("question", question.text())
                .put("words", question.words())
                .put("answer", question.lastWord())
                .toString();
    }

    /** The calls of those tools that the question names, or of the first one. */
    private static Choice calls(ServedRequest request, long seed, int thought, int most) {
        Wishes wishes = request.wishes();
        List<Part> parts = thinking(seed, thought);
        int left = most;
        for (Wishes.Tool tool : called(wishes)) {
            TextTokens arguments = TextTokens.of(SchemaValues.of(tool.schema(), new Question(wishes.question()))
                    .toString());
            if (left > 0) {
                parts.add(new Part(Part.Kind.TOOL_CALL, tool.name(), arguments.first(left)));
            }
            left -= arguments.count();
        }
        if (left < 0) {
            return new Choice(List.copyOf(parts), Ending.LENGTH, null);
        }
        return new Choice(List.copyOf(parts), Ending.TOOL_CALLS, null);
    }

    private static List<Wishes.Tool> called(Wishes wishes) {
        ToolUse use = wishes.toolUse();
        if (use.forced() != null) {
            return wishes.tools().stream()
                    .filter(tool -> tool.name().equals(use.forced()))
                    .toList();
        }
        Question question = new Question(wishes.question());
        List<Wishes.Tool> named = wishes.tools().stream()
                .filter(tool -> question.mentions(tool.name()))
                .toList();
        List<Wishes.Tool> wanted = named.isEmpty() ? wishes.tools().subList(0, 1) : named;
        return use.parallel() ? wanted : wanted.subList(0, 1);
    }

    private static List<Part> thinking(long seed, int tokens) {
        List<Part> parts = new ArrayList<>();
        if (tokens > 0) {
            parts.add(new Part(Part.Kind.REASONING, null, WordWalk.of(~seed, tokens, List.of())));
        }
        return parts;
    }
}
