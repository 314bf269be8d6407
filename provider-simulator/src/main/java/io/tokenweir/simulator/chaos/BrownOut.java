package io.tokenweir.simulator.chaos;

import io.tokenweir.simulator.config.ChaosRule;

/** How much later things come in a brown-out: nothing at its ends, the rule's time in the middle, straight lines between. */
final class BrownOut {
    private BrownOut() {}

    /** @param nanos since the rules were set */
    static long extraNanos(ChaosRule rule, long nanos) {
        double seconds = nanos / 1e9;
        double middle = (rule.fromSeconds() + rule.toSeconds()) / 2;
        double half = (rule.toSeconds() - rule.fromSeconds()) / 2;
        double share = Math.max(0, 1 - Math.abs(seconds - middle) / half);
        return Math.round(share * rule.millis() * 1e6);
    }
}
