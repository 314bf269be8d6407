package io.tokenweir.report.limiter;

/** A limiter as the search left it, and what was found of it afterwards. */
final class FoundLimiter {
    final Limited limited;
    Finding<Boolean> refusedCount;
    Finding<LimitScope> scope;

    FoundLimiter(Limited limited) {
        this.limited = limited;
    }
}
