package io.tokenweir.load.schedule;

/** Random gaps of mean 1. Not thread-safe. */
@FunctionalInterface
public interface UnitGaps {
    double next();
}
