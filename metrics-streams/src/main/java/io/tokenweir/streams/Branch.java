package io.tokenweir.streams;

import io.tokenweir.events.PartialBranch;

/**
 * Which event topics of a run are summed. Each branch closes its seconds by its own ticks and ends by its own end markers, so
 * that one which is silent, absent or slow never holds up the results of another.
 */
enum Branch {
    /** weir.requests and weir.tokens. */
    REQUESTS,
    /** weir.account-events. */
    PROVISIONING,
    /** weir.system. */
    SYSTEM;

    /** Null for one that this version does not know. */
    static Branch of(PartialBranch branch) {
        return branch == PartialBranch.OTHER ? null : valueOf(branch.name());
    }

    PartialBranch toAvro() {
        return PartialBranch.valueOf(name());
    }
}
