package io.tokenweir.connect.prometheus;

/**
 * One request that stands for a metric's change.
 *
 * @param labels its request id, and its trace id when it had one
 * @param value its duration, seconds
 * @param timestampMillis when it was known, Unix time
 */
record Exemplar(Labels labels, double value, long timestampMillis) {}
