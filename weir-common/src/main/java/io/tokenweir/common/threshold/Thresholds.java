package io.tokenweir.common.threshold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.tokenweir.common.scenario.NearestName;
import io.tokenweir.common.scenario.Preset;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ThresholdSpec;

/**
 * The thresholds of a run: those of its scenario file, and those of its command line. Pure.
 *
 * <p>A scenario with the preset {@code breakpoint} climbs until something breaks, as k6's guide has it, so there a threshold
 * ends the run unless it says {@code abortOnFail: false}; where there is none at all, the run ends when a twentieth of the
 * requests have failed.
 */
public final class Thresholds {
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final String BREAKING = "rate<0.05";

    private Thresholds() {}

    /** @param said what the file says of abortOnFail; null: nothing */
    private record Written(Threshold threshold, Boolean said) {}

    public static List<Threshold> of(ScenarioFile scenario) {
        return of(scenario, List.of());
    }

    /**
     * All of them, checked; throws {@link IllegalArgumentException} with a whole sentence.
     *
     * @param more of the command line
     */
    public static List<Threshold> of(ScenarioFile scenario, List<Threshold> more) {
        List<Written> all = new ArrayList<>();
        scenario.thresholds()
                .forEach((name, conditions) ->
                        conditions.forEach(one -> all.add(new Written(read(name, one), one.abortOnFail()))));
        more.forEach(threshold -> all.add(new Written(threshold, threshold.abortOnFail() ? Boolean.TRUE : null)));
        all.forEach(written ->
                checkScenario(written.threshold(), scenario.scenarios().keySet()));
        boolean climbs = scenario.scenarios().values().stream().anyMatch(load -> load.preset() == Preset.BREAKPOINT);
        return climbs ? breaking(all) : all.stream().map(Written::threshold).toList();
    }

    /** Reads one of a command line; throws {@link IllegalArgumentException} with a whole sentence. */
    public static Threshold parse(String text, boolean abortOnFail, Duration delay) {
        try {
            Threshold threshold = ThresholdParser.parse(text);
            return abortOnFail && threshold.metric().live() ? threshold.aborting(delay) : threshold;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--threshold " + text + ": " + sentence(e.getMessage()), e);
        }
    }

    private static List<Threshold> breaking(List<Written> all) {
        if (all.isEmpty()) {
            return List.of(ThresholdParser.parse(ThresholdMetric.FAILED.text(), BREAKING, true, SETTLE));
        }
        return all.stream()
                .map(written ->
                        written.said() == null && written.threshold().metric().live()
                                ? written.threshold().aborting(SETTLE)
                                : written.threshold())
                .toList();
    }

    private static Threshold read(String name, ThresholdSpec spec) {
        try {
            return ThresholdParser.parse(
                    name, spec.threshold(), Boolean.TRUE.equals(spec.abortOnFail()), spec.delayAbortEval());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("In 'thresholds', " + sentence(e.getMessage()), e);
        }
    }

    private static void checkScenario(Threshold threshold, Collection<String> known) {
        String name = threshold.selection().get("scenario");
        if (name != null && !known.contains(name)) {
            String nearest = NearestName.of(name, known);
            throw new IllegalArgumentException("Threshold '" + threshold.text() + "' is on scenario '" + name
                    + "', which is not run; "
                    + (nearest == null
                            ? "there is " + String.join(", ", known) + "."
                            : "did you mean '" + nearest + "'?"));
        }
    }

    private static String sentence(String words) {
        return words.endsWith("?") ? words : words + ".";
    }
}
