package io.tokenweir.common.scenario;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One threshold as a scenario writes it, in k6's two forms: {@code "p(99)<800"}, or
 * {@code {threshold: "p(99)<800", abortOnFail: true, delayAbortEval: 10s}}.
 *
 * @param threshold the condition
 * @param abortOnFail whether the run ends as soon as it fails; null: not said
 * @param delayAbortEval from the start of the run; until then it ends nothing
 */
public record ThresholdSpec(String threshold, Boolean abortOnFail, Duration delayAbortEval) {
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public ThresholdSpec(
            @JsonProperty("threshold") String threshold,
            @JsonProperty("abortOnFail") Boolean abortOnFail,
            @JsonProperty("delayAbortEval") Duration delayAbortEval) {
        this.threshold = threshold;
        this.abortOnFail = abortOnFail;
        this.delayAbortEval = delayAbortEval == null ? Duration.ZERO : delayAbortEval;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ThresholdSpec of(String condition) {
        return new ThresholdSpec(condition, null, null);
    }
}
