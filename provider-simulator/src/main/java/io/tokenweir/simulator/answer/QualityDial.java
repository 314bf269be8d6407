package io.tokenweir.simulator.answer;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.config.QualityConfig;

/**
 * Makes some answers worse, the more of them the higher the load. Which of them depends on the seed and on the position of
 * the request among all; a request that is hit at some load is hit at any higher load too. Thread-safe.
 */
public final class QualityDial implements AnswerMaker {
    private final AnswerMaker sound;
    private final QualityConfig config;
    private final long seed;
    private final ToDoubleFunction<String> loadOfModel;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicReference<String> previous = new AtomicReference<>("");

    /** @param loadOfModel share of a model's places that are taken */
    public QualityDial(AnswerMaker sound, QualityConfig config, long seed, ToDoubleFunction<String> loadOfModel) {
        this.sound = sound;
        this.config = config;
        this.seed = seed;
        this.loadOfModel = loadOfModel;
    }

    @Override
    public Answer answer(ServedRequest request, int maxTokens) {
        Answer answer = sound.answer(request, maxTokens);
        long position = requests.getAndIncrement();
        String other = previous.getAndSet(String.join(" ", request.texts()));
        Flaw flaw = flaw(uniform(position), config.turned(loadOfModel.applyAsDouble(request.model())));
        return flaw == null ? answer : Spoiled.answer(answer, flaw, other, seed + position);
    }

    /** The shares lie side by side between 0 and 1, each shrunk towards its own beginning. */
    private Flaw flaw(double drawn, double turned) {
        double begin = 0;
        for (Flaw flaw : Flaw.values()) {
            double share = share(flaw);
            if (drawn >= begin && drawn < begin + share * turned) {
                return flaw;
            }
            begin += share;
        }
        return null;
    }

    private double share(Flaw flaw) {
        return switch (flaw) {
            case WRONG -> config.wrong();
            case TRUNCATED -> config.truncated();
            case INCOHERENT -> config.incoherent();
            case LEAKING -> config.leaking();
        };
    }

    private double uniform(long position) {
        return (WordWalk.mix(seed * 0x9E3779B97F4A7C15L + position) >>> 11) * 0x1.0p-53;
    }
}
