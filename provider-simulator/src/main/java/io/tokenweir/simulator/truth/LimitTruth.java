package io.tokenweir.simulator.truth;

/**
 * That a limit was changed.
 *
 * @param atMicros wall clock of the change: of a planned one, of the instant that it was planned for
 * @param change {@code planned}, or {@code asked} over the admin API
 * @param pool whose limit: a model, a pool of models, {@code spend} or {@code gateway}; null: of every model
 * @param limit its name
 * @param to its new size
 */
public record LimitTruth(long atMicros, String change, String pool, String limit, long to) implements Truth {}
