package io.tokenweir.load.engine;

import io.tokenweir.common.scenario.ReactionSpec.Admission;
import io.tokenweir.load.react.AdmissionLimit;
import io.tokenweir.load.react.AimdLimit;
import io.tokenweir.load.react.FixedLimit;
import io.tokenweir.load.react.GradientLimit;
import io.tokenweir.load.react.WaitQueue;

/** Makes the gate that a scenario declares. */
final class Gates {
    private Gates() {}

    /** @param spec null: no gate */
    static AdmissionGate of(Admission spec) {
        if (spec == null) {
            return null;
        }
        AdmissionLimit limit = switch (spec.limit()) {
            case FIXED -> new FixedLimit(spec.initial());
            case AIMD -> new AimdLimit(spec.initial(), spec.min(), spec.max(), spec.decrease());
            case GRADIENT -> new GradientLimit(spec.initial(), spec.min(), spec.max(), spec.decrease());
        };
        return new AdmissionGate(
                limit, new WaitQueue<>(spec.queueSize(), spec.queueDeadline().toNanos(), spec.order()));
    }
}
