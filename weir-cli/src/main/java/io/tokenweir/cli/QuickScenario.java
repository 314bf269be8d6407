package io.tokenweir.cli;

import static io.tokenweir.cli.QuickChecks.duration;
import static io.tokenweir.cli.QuickChecks.forbid;
import static io.tokenweir.cli.QuickChecks.perSecond;
import static io.tokenweir.cli.QuickChecks.positive;
import static io.tokenweir.cli.QuickChecks.require;
import static io.tokenweir.cli.QuickChecks.text;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.scenario.BudgetSpec;
import io.tokenweir.common.scenario.Executor;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.Preset;
import io.tokenweir.common.scenario.PromptSpec;
import io.tokenweir.common.scenario.ReactionSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.StageSpec;

/**
 * Makes the scenario that the options of the quick form describe. Whatever contradicts itself is one sentence. Built without
 * the YAML reader, which would cost a third of the start. Pure.
 */
final class QuickScenario {
    private static final String NAME = "quick";
    private static final Duration DURATION = Duration.ofSeconds(30);
    private static final Duration GRACEFUL_STOP = Duration.ofSeconds(30);
    private static final int MAX_TOKENS = 64;
    private static final int PROMPT_TOKENS = 128;
    private static final int PROMPTS = 64;
    private static final int LEAST_USERS = 100;
    private static final int MOST_USERS = 10_000;
    private static final int SECONDS_OF_USERS = 10;
    private static final String OWN_STAGES = "--preset brings its own stages; leave out ";

    private final QuickOptions options;
    private final Preset preset;
    private final Duration duration;

    private QuickScenario(QuickOptions options) {
        this.options = options;
        this.preset = preset(options.preset);
        Duration usual = preset == null ? DURATION : preset.usualLength();
        this.duration = options.duration == null ? usual : duration("--duration", options.duration);
    }

    /** @param target base address; null when it was not given */
    static ScenarioFile of(QuickOptions options, String target) {
        require(
                target != null && (options.model != null || "http".equals(options.api)),
                "Name a scenario file, or say what to run: --target URL --model NAME, and --vus N or --rate N/s.");
        require(options.vus == null || options.rate == null, "Choose one: --vus is a closed loop, --rate an open one.");
        require(options.vus != null || options.rate != null, "Say how much: --vus N or --rate N/s.");
        QuickScenario quick = new QuickScenario(options);
        LoadSpec load = options.vus == null ? quick.openLoop() : quick.closedLoop();
        return new ScenarioFile(
                NAME,
                options.seed,
                QuickTarget.of(options, target),
                null,
                Map.of(NAME, load),
                null,
                BudgetSpec.UNLIMITED,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private LoadSpec closedLoop() {
        forbid("--rate", "--arrivals", options.arrivals);
        forbid("--rate", "--max-vus", options.maxVus);
        forbid("--rate", "--shape", options.shape);
        positive("--vus", options.vus);
        Duration think = options.thinkTime == null ? null : duration("--think-time", options.thinkTime);
        if (preset != null) {
            require(options.spread == null, OWN_STAGES + "--spread.");
            return load(null, options.vus, null, null, null, null, think);
        }
        if (options.spread == null) {
            return load(Executor.CONSTANT_VUS, options.vus, null, null, null, null, think);
        }
        Duration spread = duration("--spread", options.spread);
        require(
                spread.compareTo(duration) < 0,
                "--spread " + options.spread + " must be shorter than the duration of " + text(duration) + ".");
        // Virtual user u is wanted when a ramp from 0 stands at u + 1: evenly spaced, the last at the end of the ramp.
        List<StageSpec> stages = List.of(
                new StageSpec("spread", spread, options.vus),
                new StageSpec("steady", duration.minus(spread), options.vus));
        return load(Executor.RAMPING_VUS, null, 0, stages, null, null, think);
    }

    private LoadSpec openLoop() {
        forbid("--vus", "--spread", options.spread);
        forbid("--vus", "--think-time", options.thinkTime);
        double perSecond = perSecond(options.rate);
        Executor executor = switch (options.arrivals == null ? "constant" : options.arrivals) {
            case "constant" -> Executor.CONSTANT_ARRIVAL_RATE;
            case "poisson" -> Executor.POISSON_ARRIVAL_RATE;
            case "gamma" -> Executor.GAMMA_ARRIVAL_RATE;
            default ->
                throw Failure.usage(
                        "--arrivals " + options.arrivals + " is not known; known are constant, poisson and gamma.");
        };
        boolean gamma = executor == Executor.GAMMA_ARRIVAL_RATE;
        require(gamma || options.shape == null, "--shape belongs to --arrivals gamma.");
        require(!gamma || options.shape != null && options.shape > 0, "--arrivals gamma needs a --shape above 0.");
        if (options.maxVus != null) {
            positive("--max-vus", options.maxVus);
        }
        int users = options.maxVus != null
                ? options.maxVus
                : (int) Math.min(MOST_USERS, Math.max(LEAST_USERS, Math.ceil(perSecond * SECONDS_OF_USERS)));
        if (preset != null) {
            require(options.arrivals == null, OWN_STAGES + "--arrivals.");
            return load(null, null, null, null, perSecond, users, null);
        }
        return load(executor, null, null, null, perSecond, users, null);
    }

    private LoadSpec load(
            Executor executor,
            Integer users,
            Integer startUsers,
            List<StageSpec> stages,
            Double perSecond,
            Integer mostUsers,
            Duration think) {
        int maxTokens = options.maxTokens == null ? MAX_TOKENS : options.maxTokens;
        positive("--max-tokens", maxTokens);
        if (options.promptTokens != null) {
            positive("--prompt-tokens", options.promptTokens);
        }
        return new LoadSpec(
                executor,
                null,
                options.gracefulStop == null ? GRACEFUL_STOP : duration("--graceful-stop", options.gracefulStop),
                users,
                startUsers,
                stages == null ? duration : null,
                stages,
                perSecond,
                null,
                null,
                mostUsers,
                null,
                PromptSpec.built(options.promptTokens == null ? PROMPT_TOKENS : options.promptTokens, PROMPTS),
                maxTokens,
                think,
                reaction(),
                options.shape,
                null,
                warmUp(),
                null,
                null,
                null,
                preset,
                null,
                null,
                null);
    }

    private static Preset preset(String name) {
        try {
            return name == null ? null : Preset.of(name);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--preset: " + e.getMessage() + ".");
        }
    }

    private Duration warmUp() {
        if (options.warmUp == null || options.warmUp.matches("0(s|ms|m)?")) {
            return null;
        }
        Duration warmUp = duration("--warmup", options.warmUp);
        require(
                warmUp.compareTo(duration) < 0,
                "--warmup " + options.warmUp + " leaves nothing of the duration of " + text(duration) + " to measure.");
        return warmUp;
    }

    private ReactionSpec reaction() {
        if (options.retry == null) {
            require(options.maxAttempts == null, "--max-attempts needs --retry naive, back-off or obey.");
            return null;
        }
        ReactionSpec.Retry retry;
        try {
            retry = ReactionSpec.Retry.of(options.retry);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--retry: " + e.getMessage() + ".");
        }
        require(
                retry != ReactionSpec.Retry.NONE || options.maxAttempts == null || options.maxAttempts == 1,
                "--retry none makes one attempt; leave out --max-attempts.");
        if (options.maxAttempts != null) {
            positive("--max-attempts", options.maxAttempts);
        }
        return new ReactionSpec(retry, options.maxAttempts, null, null, null, null, null, null, null, null, null, null);
    }
}
