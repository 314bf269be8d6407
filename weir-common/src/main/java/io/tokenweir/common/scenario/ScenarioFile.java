package io.tokenweir.common.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole scenario file, as written by a person: names and shapes follow k6's executors and stages.
 *
 * <p>Immutable. Durations are read from text such as {@code 1m30s} or {@code 200ms}. {@link ScenarioReader} reads and
 * checks it; a value that is absent in the file is null here unless the accessor says otherwise.
 *
 * @param seed everything random follows from it
 * @param scenarios by name, in the order of the file; they run side by side
 * @param slos what a good request is; null when nothing is asked
 * @param thresholds metric to conditions such as {@code p(99)<800}; as written, read by {@code Thresholds}
 * @param labels copied into every request event
 * @param system endpoints with the target's own metrics
 * @param expect what is expected at the edge, as written, read by {@code Expectations}; null: nothing
 * @param plan the load that is planned after the test; null when none is given
 */
public record ScenarioFile(
        String name,
        Long seed,
        TargetSpec target,
        AccountsSpec accounts,
        Map<String, LoadSpec> scenarios,
        SloSpec slos,
        BudgetSpec budget,
        PricesSpec prices,
        Map<String, List<ThresholdSpec>> thresholds,
        Map<String, String> labels,
        List<SystemSpec> system,
        ExpectSpec expect,
        PlanSpec plan) {

    /** Seed of a scenario that names none. */
    public static final long DEFAULT_SEED = 42;

    public ScenarioFile {
        seed = seed == null ? DEFAULT_SEED : seed;
        scenarios = scenarios == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(scenarios));
        budget = budget == null ? BudgetSpec.UNLIMITED : budget;
        prices = prices == null ? PricesSpec.NONE : prices;
        thresholds = thresholds == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        system = system == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(system));
    }

    /** The same scenario against another target address. */
    public ScenarioFile withTargetUrl(String url) {
        return new ScenarioFile(
                name,
                seed,
                target.withUrl(url),
                accounts,
                scenarios,
                slos,
                budget,
                prices,
                thresholds,
                labels,
                system,
                expect,
                plan);
    }
}
