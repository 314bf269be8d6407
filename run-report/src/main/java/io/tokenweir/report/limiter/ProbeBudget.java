package io.tokenweir.report.limiter;

/** What a search may cost at most; it ends before it would pass one of these. All are at least 1. */
public record ProbeBudget(long nanos, long requests, long tokens) {}
