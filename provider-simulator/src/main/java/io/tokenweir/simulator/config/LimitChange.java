package io.tokenweir.simulator.config;

/**
 * A change of a limit at a known instant.
 *
 * @param afterSeconds since the provider was started
 * @param model whose limit; null: that of every model
 * @param limit the limit's name
 * @param to its new size
 */
public record LimitChange(double afterSeconds, String model, String limit, long to) {}
