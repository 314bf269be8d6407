package io.tokenweir.common.scenario;

import java.time.Duration;
import java.util.List;

/**
 * One scenario of the file: an executor and what its virtual users ask for.
 *
 * <p>Which fields count depends on the executor, as in k6: {@code vus} and {@code duration} for constant-vus,
 * {@code startVUs} and {@code stages} (targets are virtual users) for ramping-vus, {@code rate} per {@code timeUnit} for
 * the arrival rates, {@code startRate} and {@code stages} (targets are rates) for ramping-arrival-rate, {@code vus},
 * {@code iterations} and {@code maxDuration} for shared-iterations and per-vu-iterations.
 *
 * @param startTime delay after the start of the run
 * @param gracefulStop how long open requests may finish after the last stage
 * @param maxVUs virtual users that an arrival rate may occupy; an arrival beyond them is dropped and counted
 * @param maxTokens output tokens to ask for; null for traces and recorded bodies: as recorded
 * @param thinkTime pause of a closed-loop virtual user between its requests
 * @param shape of the gamma distribution of gaps: below 1 bursts, 1 Poisson, above 1 more even; CV = 1/√shape
 * @param burstiness vLLM's name for {@code shape}; only one of them is given, both are set here
 * @param warmUp beginning of the scenario that no summary counts
 * @param coolDown end of the scenario that no summary counts
 * @param iterations of the scenario in shared-iterations, of each virtual user in per-vu-iterations
 * @param maxDuration no iteration begins after it, where iterations are counted
 * @param preset a usual shape, with {@code vus} or {@code rate} for its peak; executor and stages are then set here
 * @param thinkTimeSpread how single pauses lie around {@code thinkTime}
 * @param conversation what each iteration of a closed loop holds; null: one request
 * @param fanOut what each iteration or arrival comes to; null: one request
 */
public record LoadSpec(
        Executor executor,
        Duration startTime,
        Duration gracefulStop,
        Integer vus,
        Integer startVUs,
        Duration duration,
        List<StageSpec> stages,
        Double rate,
        Double startRate,
        Duration timeUnit,
        Integer maxVUs,
        TraceSpec trace,
        PromptSpec prompt,
        Integer maxTokens,
        Duration thinkTime,
        ReactionSpec reaction,
        Double shape,
        Double burstiness,
        Duration warmUp,
        Duration coolDown,
        Long iterations,
        Duration maxDuration,
        Preset preset,
        Spread thinkTimeSpread,
        ConversationSpec conversation,
        FanOutSpec fanOut) {

    private static final Duration MAX_DURATION = Duration.ofMinutes(10);

    public LoadSpec {
        startTime = startTime == null ? Duration.ZERO : startTime;
        gracefulStop = gracefulStop == null ? Duration.ofSeconds(10) : gracefulStop;
        stages = stages == null ? List.of() : List.copyOf(stages);
        timeUnit = timeUnit == null ? Duration.ofSeconds(1) : timeUnit;
        prompt = prompt == null ? PromptSpec.DEFAULT : prompt;
        thinkTime = thinkTime == null ? Duration.ZERO : thinkTime;
        reaction = reaction == null ? ReactionSpec.NO_REACTION : reaction;
        thinkTimeSpread = thinkTimeSpread == null ? Spread.CONSTANT : thinkTimeSpread;
        shape = shape == null ? burstiness : shape;
        burstiness = burstiness == null ? shape : burstiness;
        warmUp = warmUp == null ? Duration.ZERO : warmUp;
        coolDown = coolDown == null ? Duration.ZERO : coolDown;
        if (preset != null) {
            PresetLoad form = PresetLoad.of(preset, executor, stages, vus, rate, duration, timeUnit, maxVUs);
            executor = form.executor();
            stages = form.stages();
            startVUs = form.startVUs();
            startRate = form.startRate();
            maxVUs = form.maxVUs();
            vus = null;
            rate = null;
            duration = null;
        }
        if (executor != null && executor.counted()) {
            vus = vus == null ? Integer.valueOf(1) : vus;
            iterations = iterations == null ? Long.valueOf(1) : iterations;
            maxDuration = maxDuration == null ? MAX_DURATION : maxDuration;
        }
    }

    /** So many virtual users for so long, one request after the other. */
    public static LoadSpec constantVus(
            int vus, Duration duration, Duration gracefulStop, PromptSpec prompt, int maxTokens) {
        return constant(Executor.CONSTANT_VUS, vus, null, null, duration, gracefulStop, prompt, maxTokens);
    }

    /** Requests due so many times a second for so long, evenly, whatever becomes of those before. */
    public static LoadSpec constantArrivalRate(
            double perSecond, Duration duration, Duration gracefulStop, int maxVUs, PromptSpec prompt, int maxTokens) {
        return constant(
                Executor.CONSTANT_ARRIVAL_RATE, null, perSecond, maxVUs, duration, gracefulStop, prompt, maxTokens);
    }

    /** The same load for so long, everything else left at its default. */
    private static LoadSpec constant(
            Executor executor,
            Integer vus,
            Double perSecond,
            Integer maxVUs,
            Duration duration,
            Duration gracefulStop,
            PromptSpec prompt,
            int maxTokens) {
        return new LoadSpec(
                executor,
                null,
                gracefulStop,
                vus,
                null,
                duration,
                null,
                perSecond,
                null,
                null,
                maxVUs,
                null,
                prompt,
                maxTokens,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
