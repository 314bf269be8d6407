package io.tokenweir.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.tokenweir.common.scenario.Executor;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.load.engine.ArrivalSource;
import io.tokenweir.load.prompt.PromptForm;
import io.tokenweir.load.trace.TraceFeed;

/** The traces of a run, one feed for each scenario that replays one. Owns the feeds' threads. */
final class TraceFeeds {
    private final Map<String, TraceFeed> feeds = new LinkedHashMap<>();

    /** Starts all feeds and waits for the first rows of each; what fails, now or later, is told to {@code onFailure}. */
    void start(LoadPlan plan, int loops, PromptForm form, Consumer<RuntimeException> onFailure) {
        plan.scenario().scenarios().forEach((name, spec) -> {
            if (spec.executor() == Executor.TRACE_REPLAY) {
                TraceFeed feed = feed(plan, spec, loops, form, onFailure);
                feeds.put(name, feed);
                feed.start();
            }
        });
        for (TraceFeed feed : feeds.values()) {
            try {
                feed.awaitFirst();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the trace was being read.", e);
            }
        }
    }

    private static TraceFeed feed(
            LoadPlan plan, LoadSpec spec, int loops, PromptForm form, Consumer<RuntimeException> onFailure) {
        ScenarioFile scenario = plan.scenario();
        return new TraceFeed(
                spec.trace(),
                scenario.target().model(),
                spec.maxTokens() == null ? 0 : spec.maxTokens(),
                spec.startTime().toNanos(),
                spec.duration() == null ? Long.MAX_VALUE : spec.duration().toNanos(),
                plan.part().share(),
                loops,
                scenario.seed(),
                form,
                scenario.budget().limitsTokens(),
                onFailure);
    }

    /** Arrivals of each event loop; null for a scenario that replays no trace. */
    IntFunction<ArrivalSource> source(String scenario) {
        TraceFeed feed = feeds.get(scenario);
        return feed == null ? null : feed::source;
    }

    void stop() {
        feeds.values().forEach(TraceFeed::stop);
    }

    /** Rows that did not parse and were passed over. */
    long badRows() {
        return feeds.values().stream().mapToLong(TraceFeed::badRows).sum();
    }
}
