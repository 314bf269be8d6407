package io.tokenweir.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.scenario.Executor;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.PromptSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.load.prompt.ConversationSource;
import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.prompt.PromptBuilder;
import io.tokenweir.load.prompt.PromptForm;
import io.tokenweir.load.prompt.PromptSource;
import io.tokenweir.load.prompt.WrittenPrompts;
import io.tokenweir.load.trace.BodyPopulation;

/**
 * What each scenario of a file asks, prepared before the run; traces bring their own.
 *
 * @param byScenario nothing for a scenario that replays a trace
 * @param badRows rows of recorded bodies that did not parse and were skipped
 */
record PromptSets(Map<String, PromptSource> byScenario, long badRows) {
    static PromptSets prepare(ScenarioFile scenario, PromptForm form) {
        Map<String, PromptSource> prompts = new HashMap<>();
        PromptBuilder builder = null;
        boolean limited = scenario.budget().limitsTokens();
        long badRows = 0;
        for (Map.Entry<String, LoadSpec> entry : scenario.scenarios().entrySet()) {
            LoadSpec spec = entry.getValue();
            if (spec.executor() == Executor.TRACE_REPLAY) {
                continue;
            }
            if (spec.conversation() != null) {
                prompts.put(
                        entry.getKey(),
                        new ConversationSource(
                                spec.conversation(),
                                form,
                                scenario.target().model(),
                                maxTokens(spec),
                                scenario.seed() * 31 + entry.getKey().hashCode()));
                continue;
            }
            if (builder == null && (limited || spec.prompt().file() == null)) {
                builder = new PromptBuilder(form, scenario.seed());
            }
            if (spec.prompt().file() == null) {
                prompts.put(
                        entry.getKey(), built(builder, spec, scenario.target().model()));
            } else {
                BodyPopulation bodies = BodyPopulation.load(
                        spec,
                        scenario.target().model(),
                        scenario.seed() * 31 + entry.getKey().hashCode(),
                        limited ? builder::count : null,
                        form.adapter());
                prompts.put(entry.getKey(), bodies);
                badRows += bodies.badRows();
            }
        }
        return new PromptSets(prompts, badRows);
    }

    private static PromptSource built(PromptBuilder builder, LoadSpec spec, String model) {
        PromptSpec wanted = spec.prompt();
        List<Prompt> several = wanted.isBuilt()
                ? builder.several(wanted.distinct(), wanted.length()::quantile)
                : builder.written(WrittenPrompts.texts(wanted));
        several.forEach(prompt -> prompt.body(model, maxTokens(spec)));
        return PromptSource.inTurns(several);
    }

    /** 0 where an application is asked, which knows itself. */
    private static int maxTokens(LoadSpec spec) {
        return spec.maxTokens() == null ? 0 : spec.maxTokens();
    }
}
