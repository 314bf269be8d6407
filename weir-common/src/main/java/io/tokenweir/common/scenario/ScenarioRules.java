package io.tokenweir.common.scenario;

import java.util.Map;

/** What must hold between the values of a scenario file, beyond their types. */
final class ScenarioRules {
    private ScenarioRules() {}

    static void check(String source, ScenarioFile file) {
        require(file.name() != null && !file.name().isBlank(), source, "give the scenario file a 'name'");
        require(file.target() != null, source, "name a 'target' with at least a 'model'");
        require(file.target().model() != null, source, "name the target's 'model'");
        require(
                file.target().isApplication() == (file.target().application() != null),
                source,
                file.target().isApplication()
                        ? "'api: http' needs 'target.application': what is sent ('body'), and where the answer's text is ('answer')"
                        : "'target.application' needs 'api: http'");
        String timeouts = file.target().timeouts().contradiction();
        require(timeouts == null, source, timeouts);
        require(!file.scenarios().isEmpty(), source, "write at least one scenario under 'scenarios'");
        require(
                file.accounts() == null
                        || file.accounts().count() > 0 && file.accounts().batch() != null,
                source,
                "'accounts' needs a 'batch' and a 'count' above 0");
        require(
                file.accounts() == null
                        || file.accounts().retire() == null
                        || file.accounts().retire().matches("end|keep"),
                source,
                "'retire' of 'accounts' is 'end' or 'keep'");
        AccountCaps caps = file.accounts() == null ? null : file.accounts().caps();
        require(
                caps == null || caps.spend() == null || caps.costEach() != null,
                source,
                "'caps' of 'accounts' bounds what they may cost ('spend'), so say what one costs ('costEach')");
        for (Map.Entry<String, LoadSpec> entry : file.scenarios().entrySet()) {
            checkLoad(
                    source,
                    "scenario '" + entry.getKey() + "'",
                    entry.getValue(),
                    file.target().isApplication());
        }
        String system = SystemRules.fault(file.system());
        require(system == null, source, system);
        String plan = file.plan() == null ? null : file.plan().fault();
        require(plan == null, source, plan);
        String beyond = PlannedLoad.of(file).beyond(file.budget(), file.prices().currency());
        require(beyond == null, source, beyond + "; offer less, or raise 'budget'");
    }

    private static void checkLoad(String source, String where, LoadSpec load, boolean application) {
        require(load != null && load.executor() != null, source, where + " needs an 'executor' or a 'preset'");
        String executor = load.executor().text();
        switch (load.executor()) {
            case CONSTANT_VUS -> {
                require(positive(load.vus()), source, where + ": constant-vus needs 'vus' above 0");
                require(load.duration() != null, source, where + ": constant-vus needs a 'duration'");
            }
            case SHARED_ITERATIONS, PER_VU_ITERATIONS ->
                IterationRules.check(load).forEach(sentence -> require(false, source, where + ": " + sentence));
            case RAMPING_VUS -> checkStages(source, where, load);
            case CONSTANT_ARRIVAL_RATE, POISSON_ARRIVAL_RATE, GAMMA_ARRIVAL_RATE -> {
                require(
                        load.rate() != null && load.rate() > 0,
                        source,
                        where + ": " + executor + " needs a 'rate' above 0");
                require(load.duration() != null, source, where + ": " + executor + " needs a 'duration'");
                require(positive(load.maxVUs()), source, where + ": " + executor + " needs 'maxVUs' above 0");
            }
            case RAMPING_ARRIVAL_RATE -> {
                checkStages(source, where, load);
                require(positive(load.maxVUs()), source, where + ": " + executor + " needs 'maxVUs' above 0");
            }
            case TRACE_REPLAY -> {
                require(
                        load.trace() != null && load.trace().file() != null,
                        source,
                        where + ": trace-replay needs 'trace' with a 'file'");
                require(load.trace().speed() > 0, source, where + ": 'speed' must be above 0");
                TraceRules.check(load.trace()).forEach(sentence -> require(false, source, where + ": " + sentence));
            }
            default -> throw new IllegalStateException("No rules for executor " + executor);
        }
        checkPrompt(source, where, load, application);
    }

    private static void checkPrompt(String source, String where, LoadSpec load, boolean application) {
        boolean trace = load.executor() == Executor.TRACE_REPLAY;
        boolean recorded = load.prompt().file() != null;
        require(
                load.conversation() == null || !load.executor().open(),
                source,
                where + ": a 'conversation' needs a closed loop, such as constant-vus or per-vu-iterations");
        require(
                load.fanOut() == null || load.conversation() == null && load.executor() != Executor.TRACE_REPLAY,
                source,
                where + ": 'fanOut' goes neither with a 'conversation' nor with trace-replay");
        require(
                load.conversation() == null || load.prompt() == PromptSpec.DEFAULT,
                source,
                where + ": a 'conversation' says what is asked; take 'prompt' out, or the conversation");
        require(
                !trace || !recorded,
                source,
                where + ": trace-replay sends what its trace says; take 'prompt.file' out, or choose another executor");
        require(
                load.maxTokens() == null ? trace || recorded || application : load.maxTokens() > 0,
                source,
                where + " needs 'maxTokens' above 0");
        require(
                !load.prompt().isBuilt() || load.prompt().tokens() > 0,
                source,
                where + ": 'prompt.tokens' must be above 0");
        LoadTimes.check(load).forEach(sentence -> require(false, source, where + ": " + sentence));
        String fault = ReactionRules.fault(load.reaction());
        require(fault == null, source, where + ": in 'reaction', " + fault);
    }

    private static void checkStages(String source, String where, LoadSpec load) {
        require(!load.stages().isEmpty(), source, where + ": " + load.executor().text() + " needs 'stages'");
        for (StageSpec stage : load.stages()) {
            require(
                    stage.duration() != null && stage.target() >= 0,
                    source,
                    where + ": every stage needs a 'duration', and a 'target' that is not negative");
        }
    }

    private static boolean positive(Integer number) {
        return number != null && number > 0;
    }

    private static void require(boolean holds, String source, String sentence) {
        if (!holds) {
            throw new ScenarioException(source + ": " + sentence + ".");
        }
    }
}
