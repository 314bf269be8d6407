package io.tokenweir.load;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.tokenweir.common.price.PriceBook;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.Thresholds;
import io.tokenweir.load.account.KeyedAccount;

/**
 * Everything a load run needs. Immutable.
 *
 * @param target base URL, e.g. {@code http://127.0.0.1:8000/v1}; null: the scenario's
 * @param accounts whose keys are used, one per virtual user while they last
 * @param output where events go; null: nowhere
 * @param loops event loops
 * @param part which arrivals and virtual users are this process's, and when they begin
 * @param segments how the run is cut into segments
 * @param environment variables that proxies and headers come from
 * @param thresholds what the run is held against
 * @param warmUp run the engine against a stream of its own first, so that the first requests are not late
 */
public record LoadPlan(
        ScenarioFile scenario,
        URI target,
        RunIdentity run,
        List<KeyedAccount> accounts,
        KafkaOutput output,
        PriceBook prices,
        Timeouts timeouts,
        int loops,
        boolean warmUp,
        RunPart part,
        SegmentPlan segments,
        Map<String, String> environment,
        List<Threshold> thresholds) {

    public LoadPlan {
        accounts = List.copyOf(accounts);
        thresholds = List.copyOf(thresholds);
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no account to send with; provision some, or give a keys file.");
        }
        String url = scenario.target().url();
        target = target == null && url != null ? URI.create(url) : target;
    }

    /** The usual: target, time-outs and prices of the scenario, a loop per core up to two, warmed up. */
    public static LoadPlan of(ScenarioFile scenario, RunIdentity run, List<KeyedAccount> accounts, KafkaOutput output) {
        return new LoadPlan(
                scenario,
                null,
                run,
                accounts,
                output,
                PriceBook.of(scenario.prices()),
                Timeouts.of(scenario.target().timeouts()),
                Math.min(2, Runtime.getRuntime().availableProcessors()),
                true,
                RunPart.WHOLE,
                SegmentPlan.WHOLE,
                System.getenv(),
                Thresholds.of(scenario));
    }

    public LoadPlan withTarget(URI url) {
        return but(change -> change.target = url);
    }

    public LoadPlan withTimeouts(Timeouts other) {
        return but(change -> change.timeouts = other);
    }

    public LoadPlan withLoops(int count) {
        return but(change -> change.loops = count);
    }

    public LoadPlan withoutWarmUp() {
        return but(change -> change.warmUp = false);
    }

    /** Plays a part of the run only; the other instances play the rest. */
    public LoadPlan withPart(RunPart mine) {
        return but(change -> change.part = mine);
    }

    /** Cut into segments. */
    public LoadPlan withSegments(SegmentPlan cut) {
        return but(change -> change.segments = cut);
    }

    public LoadPlan withEnvironment(Map<String, String> variables) {
        return but(change -> change.environment = Map.copyOf(variables));
    }

    /** Held against these instead of the scenario's own. */
    public LoadPlan withThresholds(List<Threshold> others) {
        return but(change -> change.thresholds = others);
    }

    private LoadPlan but(Consumer<Change> edit) {
        Change change = new Change();
        edit.accept(change);
        return new LoadPlan(
                scenario,
                change.target,
                run,
                accounts,
                output,
                prices,
                change.timeouts,
                change.loops,
                change.warmUp,
                change.part,
                change.segments,
                change.environment,
                change.thresholds);
    }

    /** What may be otherwise in a plan that is made from this one. */
    private final class Change {
        private URI target = LoadPlan.this.target;
        private Timeouts timeouts = LoadPlan.this.timeouts;
        private int loops = LoadPlan.this.loops;
        private boolean warmUp = LoadPlan.this.warmUp;
        private RunPart part = LoadPlan.this.part;
        private SegmentPlan segments = LoadPlan.this.segments;
        private Map<String, String> environment = LoadPlan.this.environment;
        private List<Threshold> thresholds = LoadPlan.this.thresholds;
    }
}
