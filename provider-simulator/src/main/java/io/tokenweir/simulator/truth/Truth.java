package io.tokenweir.simulator.truth;

/** What the request log has a line for. */
public sealed interface Truth permits TruthRecord, LimitTruth {}
