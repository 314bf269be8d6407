package io.tokenweir.cli;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tokenweir.common.scenario.BudgetSpec;
import io.tokenweir.common.scenario.Durations;
import io.tokenweir.common.scenario.Executor;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.PromptSpec;
import io.tokenweir.common.scenario.ReactionSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.StageSpec;
import io.tokenweir.common.scenario.TargetSpec;

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
    private static final Pattern RATE = Pattern.compile("(\\d+(?:\\.\\d+)?)(?:/(s|m|h))?");

    private final QuickOptions options;
    private final Duration duration;

    private QuickScenario(QuickOptions options) {
        this.options = options;
        this.duration = options.duration == null ? DURATION : duration("--duration", options.duration);
    }

    /** @param target base address; null when it was not given */
    static ScenarioFile of(QuickOptions options, String target) {
        require(
                target != null && options.model != null,
                "Name a scenario file, or say what to run: --target URL --model NAME, and --vus N or --rate N/s.");
        require(options.vus == null || options.rate == null, "Choose one: --vus is a closed loop, --rate an open one.");
        require(options.vus != null || options.rate != null, "Say how much: --vus N or --rate N/s.");
        QuickScenario quick = new QuickScenario(options);
        LoadSpec load = options.vus == null ? quick.openLoop() : quick.closedLoop();
        return new ScenarioFile(
                NAME,
                options.seed,
                new TargetSpec(
                        target,
                        options.api,
                        null,
                        options.provider,
                        options.model,
                        null,
                        null,
                        null,
                        null,
                        quick.authorisation(target)),
                null,
                Map.of(NAME, load),
                null,
                BudgetSpec.UNLIMITED,
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
        double perSecond = perSecond();
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
                null,
                null,
                null,
                null);
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

    /** Who gave leave, for today and this host. */
    private TargetSpec.Authorisation authorisation(String target) {
        if (options.authorisedBy == null) {
            return null;
        }
        require(!options.authorisedBy.isBlank(), "--authorised-by needs the name of who allowed this test.");
        String host = URI.create(target).getHost();
        return new TargetSpec.Authorisation(
                options.authorisedBy, LocalDate.now(), host == null ? List.of() : List.of(host));
    }

    private double perSecond() {
        Matcher matcher = RATE.matcher(options.rate);
        require(matcher.matches(), "--rate " + options.rate + " is no rate; write for instance 200/s, 90/m or 0.5/s.");
        double number = Double.parseDouble(matcher.group(1));
        require(number > 0, "--rate must be above 0.");
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        return number / (unit.equals("s") ? 1 : unit.equals("m") ? 60 : 3_600);
    }

    /** A duration above zero. */
    static Duration duration(String option, String text) {
        try {
            Duration length = Durations.parse(text);
            require(!length.isZero(), option + " must be longer than 0.");
            return length;
        } catch (IllegalArgumentException e) {
            throw Failure.usage(option + ": " + e.getMessage() + ".");
        }
    }

    private static void positive(String option, int number) {
        require(number > 0, option + " must be above 0, not " + number + ".");
    }

    private static void forbid(String needed, String option, Object value) {
        require(value == null, option + " belongs to " + needed + ", which is not given.");
    }

    static String text(Duration length) {
        return String.format(Locale.ROOT, "%.3f", length.toNanos() / 1e9).replaceAll("\\.?0+$", "") + " s";
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw Failure.usage(sentence);
        }
    }
}
