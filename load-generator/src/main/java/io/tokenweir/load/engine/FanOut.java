package io.tokenweir.load.engine;

import io.tokenweir.common.scenario.FanOutSpec;
import io.tokenweir.load.schedule.SeededLength;

/** How an action of a scenario fans out: a function of its number alone. Immutable. */
record FanOut(FanOutSpec spec, long seed) {
    int parallelism() {
        return spec.parallelism();
    }

    int calls(long action) {
        return SeededLength.draw(spec.calls(), seed, action);
    }
}
