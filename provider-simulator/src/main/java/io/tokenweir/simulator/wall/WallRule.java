package io.tokenweir.simulator.wall;

import java.util.function.Function;

import io.tokenweir.limits.LimitRule;

/**
 * A limit and whose use it counts together.
 *
 * @param pool what the limit is of: a model, a pool of models, or the gateway
 * @param holder from a caller to the one whose use is counted
 */
record WallRule(LimitRule rule, String pool, Function<Caller, String> holder) {
    /** The pool of rules that stand in the gateway. */
    static final String GATEWAY = "gateway";

    boolean inGateway() {
        return pool.equals(GATEWAY);
    }
}
