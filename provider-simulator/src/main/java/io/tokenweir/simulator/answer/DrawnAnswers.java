package io.tokenweir.simulator.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.config.AnswerConfig;
import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.LengthConfig;
import io.tokenweir.simulator.engine.OutputLength;

/**
 * Gives answers in words the length that the model's distribution draws, and hidden reasoning before them. The draw depends
 * on the request alone. What has a right answer (tools, JSON, an echo) is as long as that is.
 */
public final class DrawnAnswers implements AnswerMaker {
    private final AnswerMaker inner;
    private final long providerSeed;
    private final AnswerConfig answers;
    private final Function<String, EngineConfig> engines;

    /** @param engines the engine of a model */
    public DrawnAnswers(
            AnswerMaker inner, long providerSeed, AnswerConfig answers, Function<String, EngineConfig> engines) {
        this.inner = inner;
        this.providerSeed = providerSeed;
        this.answers = answers;
        this.engines = engines;
    }

    @Override
    public Answer answer(ServedRequest request, int maxTokens) {
        EngineConfig engine = engines.apply(request.model());
        boolean drawn = engine.lengths().from() != LengthConfig.From.AS_ASKED
                || engine.tail().reasoningMedianTokens() > 0;
        if (!drawn || hasRightAnswer(request) || maxTokens < 1) {
            return inner.answer(request, maxTokens);
        }
        long seed = WordWalk.seed(providerSeed, request);
        OutputLength length = OutputLength.draw(engine.lengths(), engine.tail(), maxTokens, new SplittableRandom(seed));
        Answer answer = inner.answer(request, length.visible());
        List<Choice> choices = new ArrayList<>();
        for (Choice choice : answer.choices()) {
            List<Part> parts = new ArrayList<>();
            if (length.hidden() > 0) {
                parts.add(new Part(Part.Kind.REASONING, null, WordWalk.of(~seed, length.hidden(), List.of())));
            }
            parts.addAll(choice.parts());
            boolean ended = choice.ending() == Ending.LENGTH && !length.cut();
            choices.add(new Choice(List.copyOf(parts), ended ? Ending.STOP : choice.ending(), choice.stopSequence()));
        }
        return Answer.of(List.copyOf(choices));
    }

    private boolean hasRightAnswer(ServedRequest request) {
        return answers.mode() == AnswerConfig.Mode.ECHO
                || !request.wishes().tools().isEmpty()
                || request.wishes().format().json();
    }
}
