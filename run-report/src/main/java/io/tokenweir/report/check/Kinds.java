package io.tokenweir.report.check;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import io.tokenweir.report.check.Quantity.Kind;

/** Kinds of quantity that the same sources know. */
final class Kinds {
    /** Of events, as a ledger counts them. */
    static final Set<Kind> COUNTED = Collections.unmodifiableSet(
            EnumSet.of(Kind.REQUESTS, Kind.ATTEMPTS, Kind.ARRIVALS, Kind.INPUT_TOKENS, Kind.OUTPUT_TOKENS, Kind.COST));

    /** Of terminal events and decisions, besides what a ledger counts. */
    static final Set<Kind> OF_EVENTS = Collections.unmodifiableSet(EnumSet.of(
            Kind.THROTTLED,
            Kind.ATTEMPTED_REQUESTS,
            Kind.ENDED_ATTEMPTS,
            Kind.RETRIED_REQUESTS,
            Kind.REQUESTS_BY_PATH,
            Kind.DECISIONS,
            Kind.ASKED_WAITS,
            Kind.EARLY_WAITS,
            Kind.EARLY_NANOS,
            Kind.LATE_WAITS,
            Kind.BEYOND_NANOS,
            Kind.LIMIT_ANSWERS,
            Kind.HEADROOM,
            Kind.LEAST_HEADROOM,
            Kind.CACHED_INPUT_TOKENS,
            Kind.REASONING_TOKENS,
            Kind.GOOD_REQUESTS,
            Kind.GOOD_OUTPUT_TOKENS,
            Kind.WASTED_COST));

    static final Set<Kind> OF_STAGES = Collections.unmodifiableSet(EnumSet.of(
            Kind.STAGE_REQUESTS, Kind.STAGE_ATTEMPTS, Kind.STAGE_ARRIVALS, Kind.STAGE_OUTPUT_TOKENS, Kind.STAGE_COST));

    /** Of the whole run only: no window's spread is a part of the run's. */
    static final Set<Kind> OF_KEYS =
            Collections.unmodifiableSet(EnumSet.of(Kind.KEYS, Kind.KEY_AMOUNTS, Kind.KEY_SPREADS));

    static final Set<Kind> OF_STEPS = Collections.unmodifiableSet(EnumSet.of(
            Kind.STEPS,
            Kind.STEP_CALLS,
            Kind.STEP_REFUSED_CALLS,
            Kind.STEP_NANOS,
            Kind.STEP_FAILURES,
            Kind.STEP_RETRIES,
            Kind.STATES_ENTERED));

    private Kinds() {}

    static Set<Kind> and(Set<Kind> kinds, Kind... more) {
        Set<Kind> all = EnumSet.copyOf(kinds);
        Collections.addAll(all, more);
        return all;
    }

    @SafeVarargs
    static Set<Kind> union(Set<Kind>... sets) {
        Set<Kind> all = EnumSet.noneOf(Kind.class);
        for (Set<Kind> set : sets) {
            all.addAll(set);
        }
        return all;
    }
}
