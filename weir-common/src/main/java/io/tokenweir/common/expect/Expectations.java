package io.tokenweir.common.expect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.tokenweir.common.scenario.ExpectSpec;
import io.tokenweir.common.scenario.NearestName;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.threshold.Aggregation;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdParser;

/**
 * What a scenario expects at the edge, read and checked. Immutable; what was not written is null, or an empty list.
 *
 * @param at from which load on; null: from the first refusal on
 * @param paths one of these is to be taken
 * @param within how long it may take until a request is on its path
 * @param share condition on the share of requests in need that take the path
 * @param userTtft condition on the time to the first token from the intended start
 */
public record Expectations(
        LoadAt at,
        List<String> paths,
        Duration within,
        Threshold share,
        Threshold userTtft,
        Threshold earlyRetries,
        Threshold amplification,
        Threshold fanOut,
        Threshold peakConcurrency,
        Threshold hangs) {

    /** What a scenario may expect, as docs/certificate.md explains them. */
    public static final List<String> PATHS = List.of("shed", "queue", "fallback", "fail-fast", "retry");

    public Expectations {
        paths = List.copyOf(paths);
    }

    /** Empty when the scenario expects nothing; throws {@link IllegalArgumentException} with a sentence. */
    public static Optional<Expectations> of(ScenarioFile scenario) {
        try {
            return Optional.ofNullable(scenario.expect()).map(Expectations::read);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "In 'expect' of " + scenario.name() + ", " + e.getMessage()
                            + (e.getMessage().endsWith("?") ? "" : "."),
                    e);
        }
    }

    private static Expectations read(ExpectSpec spec) {
        spec.path().forEach(Expectations::known);
        require(
                !spec.path().isEmpty() || spec.within() == null && spec.share() == null,
                "'within' and 'share' are of a 'path', so name one: " + String.join(", ", PATHS));
        require(spec.within() == null || spec.within().toNanos() > 0, "'within' must be above 0");
        Expectations all = new Expectations(
                given(spec.at(), LoadAt::parse),
                spec.path(),
                spec.within(),
                given(spec.share(), text -> number("share", text, "requests", "share", ">=")),
                given(spec.userTtft(), Expectations::felt),
                given(spec.earlyRetries(), text -> number("earlyRetries", text, "amplification", "value", "<=")),
                given(spec.amplification(), text -> number("amplification", text, "amplification", "value", "<=")),
                given(spec.fanOut(), text -> number("fanOut", text, "amplification", "value", "<=")),
                given(spec.peakConcurrency(), text -> number("peakConcurrency", text, "amplification", "value", "<=")),
                given(spec.hangs(), text -> number("hangs", text, "amplification", "value", "<=")));
        require(
                !all.equals(new Expectations(all.at(), List.of(), null, null, null, null, null, null, null, null)),
                "nothing is expected; write for instance path: fallback, or hangs: 0");
        return all;
    }

    private static void known(String path) {
        String nearest = path == null ? null : NearestName.of(path, PATHS);
        require(
                PATHS.contains(path),
                "there is no path '" + path + "'; "
                        + (nearest == null
                                ? "known are " + String.join(", ", PATHS)
                                : "did you mean '" + nearest + "'?"));
    }

    private static Threshold felt(String text) {
        Threshold threshold;
        try {
            threshold = ThresholdParser.parse("ttftIntended", text, false, Duration.ZERO);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'userTtft: " + text + "' is not understood: " + e.getMessage(), e);
        }
        boolean upper =
                threshold.comparison().fromAbove() && threshold.aggregation().of() == Aggregation.Of.QUANTILE;
        require(upper, "'userTtft: " + text + "' must bound a percentile from above, such as p(99)<3000 or med<=800ms");
        return threshold;
    }

    /** @param usual how a bare number is compared */
    private static Threshold number(String key, String text, String metric, String figure, String usual) {
        String condition = text.strip().matches("[\\d.]+%?") ? usual + text : text;
        Threshold threshold;
        try {
            threshold = ThresholdParser.parse(metric, figure + condition, false, Duration.ZERO);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + key + ": " + text + "' is not understood; write for instance " + key + ": \"" + usual + " "
                            + (key.equals("share") ? "0.95" : "1") + "\"",
                    e);
        }
        boolean right = usual.equals(">=")
                ? threshold.comparison().fromBelow()
                : threshold.comparison().fromAbove();
        require(
                right,
                "'" + key + ": " + text + "' must be a bound from " + (usual.equals(">=") ? "below" : "above")
                        + ", such as \"" + usual + " " + (key.equals("share") ? "0.95" : "1") + "\"");
        return threshold;
    }

    private static <T> T given(String text, Function<String, T> reader) {
        return text == null ? null : reader.apply(text);
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }
}
