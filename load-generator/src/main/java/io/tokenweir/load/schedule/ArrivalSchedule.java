package io.tokenweir.load.schedule;

/**
 * Intended starts of an open load model, one after another: a pure function of its parameters and seed. Not thread-safe.
 */
public interface ArrivalSchedule {
    /** No further arrival. */
    long END = Long.MAX_VALUE;

    /** Nanoseconds from the start of the scenario to the next arrival, never less than the one before; {@link #END} at the end. */
    long next();
}
