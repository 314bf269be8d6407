package io.tokenweir.common.scenario;

import java.time.Duration;

/** What must hold between the values of a reaction, beyond their types. */
final class ReactionRules {
    private ReactionRules() {}

    /** What is wrong, as the end of a sentence that begins with the place; null when nothing is. */
    static String fault(ReactionSpec reaction) {
        if (reaction.maxAttempts() < 1) {
            return "'maxAttempts' must be 1 or more";
        }
        if (!positive(reaction.backOffBase()) || reaction.backOffCap().compareTo(reaction.backOffBase()) < 0) {
            return "'backOffBase' must be above 0 and not above 'backOffCap'";
        }
        String fault = reaction.retryBudget() == null ? null : budget(reaction.retryBudget());
        fault = fault != null || reaction.admission() == null ? fault : admission(reaction.admission());
        fault = fault != null || reaction.keyBucket() == null ? fault : keyBucket(reaction.keyBucket());
        fault = fault != null || reaction.circuitBreaker() == null ? fault : breaker(reaction.circuitBreaker());
        if (fault != null) {
            return fault;
        }
        if (reaction.shed() != null
                && (reaction.shed().k() < 1 || !positive(reaction.shed().window()))) {
            return "'shed' needs 'k' of 1 or more and a 'window' above 0";
        }
        ReactionSpec.FallBack fallBack = reaction.fallBack();
        return fallBack != null && fallBack.model() == null && fallBack.target() == null
                ? "'fallBack' needs a 'model' or a 'target' to turn to"
                : null;
    }

    private static String budget(RetryBudgetSpec budget) {
        boolean sound = budget.ratio() >= 0
                && budget.perSecond() >= 0
                && budget.initial() >= 0
                && budget.burst() >= Math.max(1, budget.initial());
        return sound ? null : "'retryBudget' needs values of 0 or more, and a 'burst' not below 'initial' or 1";
    }

    private static String admission(ReactionSpec.Admission admission) {
        if (admission.min() < 1 || admission.initial() < admission.min() || admission.max() < admission.initial()) {
            return "'admission' needs 1 <= 'min' <= 'initial' <= 'max'";
        }
        if (!(admission.decrease() > 0 && admission.decrease() < 1)) {
            return "'admission.decrease' must be between 0 and 1";
        }
        return admission.queueSize() >= 0 ? null : "'admission.queueSize' must not be negative";
    }

    private static String keyBucket(KeyBucketSpec bucket) {
        if (!positiveOrAbsent(bucket.requestsPerMinute()) || !positiveOrAbsent(bucket.tokensPerMinute())) {
            return "'keyBucket' needs limits above 0";
        }
        if (!bucket.follow() && bucket.requestsPerMinute() == null && bucket.tokensPerMinute() == null) {
            return "'keyBucket' needs 'requestsPerMinute' or 'tokensPerMinute' when it does not follow the headers";
        }
        boolean sound = bucket.headroom() >= 0 && bucket.headroom() < 1 && positive(bucket.burst());
        return sound ? null : "'keyBucket' needs a 'headroom' from 0 to below 1 and a 'burst' above 0";
    }

    private static String breaker(CircuitBreakerSpec breaker) {
        boolean sound = breaker.failureRate() > 0
                && breaker.failureRate() <= 1
                && breaker.minAttempts() > 0
                && breaker.probes() > 0
                && positive(breaker.window())
                && positive(breaker.openFor());
        return sound ? null : "'circuitBreaker' needs a 'failureRate' above 0 and up to 1, and the rest above 0";
    }

    private static boolean positive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }

    private static boolean positiveOrAbsent(Double value) {
        return value == null || value > 0;
    }
}
