package io.tokenweir.common.scenario;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonCreator;

import io.tokenweir.common.rate.Jitter;

/**
 * What a virtual user does at the edge: policies that are composed by naming them. docs/reactions.md explains each.
 *
 * @param retry which retry policy
 * @param maxAttempts attempts per logical request, the first included
 * @param retryBudget how many retries all requests of the scenario share; null: as many as they like
 * @param patience longest sum of waits that a request accepts before falling back or giving up
 * @param jitter how back-off waits are spread
 * @param admission how many requests the client lets out at once; null: all
 * @param keyBucket how fast each key is used; null: as fast as requests come
 * @param shed client-side throttling by the share of requests that are accepted; null: none
 * @param circuitBreaker stops sending to a target that fails; null: none
 * @param fallBack another model or target to turn to; null: none
 */
public record ReactionSpec(
        Retry retry,
        Integer maxAttempts,
        RetryBudgetSpec retryBudget,
        Duration patience,
        Duration backOffBase,
        Duration backOffCap,
        Jitter jitter,
        Admission admission,
        KeyBucketSpec keyBucket,
        ShedSpec shed,
        CircuitBreakerSpec circuitBreaker,
        FallBack fallBack) {

    static final ReactionSpec NO_REACTION = of(Retry.NONE);

    public ReactionSpec {
        retry = retry == null ? Retry.NONE : retry;
        maxAttempts = maxAttempts == null ? (retry == Retry.NONE ? 1 : 4) : maxAttempts;
        patience = patience == null ? Duration.ofSeconds(20) : patience;
        backOffBase = backOffBase == null ? Duration.ofMillis(500) : backOffBase;
        backOffCap = backOffCap == null ? Duration.ofSeconds(8) : backOffCap;
        jitter = jitter == null ? Jitter.FULL : jitter;
    }

    /** A retry policy with its defaults, and nothing else. */
    public static ReactionSpec of(Retry retry) {
        return new ReactionSpec(retry, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** How a refused or failed attempt is tried again. */
    public enum Retry {
        NONE,
        /** At once, as naive clients do: the own goal, to be shown. */
        NAIVE,
        /** Exponential with jitter, blind to what the server asks. */
        BACK_OFF,
        /** Waits what the server asks, plus a little jitter; backs off where it asks nothing. */
        OBEY;

        @JsonCreator
        public static Retry of(String text) {
            return EnumText.parse(Retry.class, "retry policy", text);
        }
    }

    /**
     * Client-side admission control: how many requests are open at once, and what happens to those that must wait.
     *
     * @param limit how the allowed concurrency is found
     * @param initial concurrency to begin with; the concurrency, when the limit is fixed
     * @param decrease factor on the limit when the server refuses
     * @param queueSize requests that may wait; one more is shed at once
     * @param queueDeadline a request that waited longer is shed
     * @param order who goes first when there is room
     */
    public record Admission(
            Limit limit,
            Integer initial,
            Integer min,
            Integer max,
            Double decrease,
            Integer queueSize,
            Duration queueDeadline,
            Order order) {
        public Admission {
            limit = limit == null ? Limit.AIMD : limit;
            min = min == null ? 1 : min;
            max = max == null ? 10_000 : max;
            initial = initial == null ? max : initial;
            decrease = decrease == null ? 0.9 : decrease;
            queueSize = queueSize == null ? 10_000 : queueSize;
            queueDeadline = queueDeadline == null ? Duration.ofSeconds(10) : queueDeadline;
            order = order == null ? Order.FIFO : order;
        }
    }

    /** How the client finds the concurrency that it allows itself. */
    public enum Limit {
        FIXED,
        /** Additive increase, multiplicative decrease, by refusals. */
        AIMD,
        /** By the ratio of the usual to the present time to first token. */
        GRADIENT;

        @JsonCreator
        static Limit of(String text) {
            return EnumText.parse(Limit.class, "admission limit", text);
        }
    }

    /** Who goes first of those that wait. */
    public enum Order {
        /** Who waits longest. */
        FIFO,
        /** Who came last: fresh requests are answered in time while old ones run into their deadline. */
        LIFO,
        /** The keys in turns. */
        FAIR;

        @JsonCreator
        static Order of(String text) {
            return EnumText.parse(Order.class, "queue order", text);
        }
    }

    /**
     * The way out.
     *
     * @param model the model to turn to; null: the same
     * @param target base URL of the target to turn to; null: the same
     * @param keyEnv environment variable with the key for that target; null: the account's own
     * @param afterRefusals refusals of one logical request before it falls back
     * @param onQuota also when the account's quota is spent
     */
    public record FallBack(String model, String target, String keyEnv, Integer afterRefusals, Boolean onQuota) {
        public FallBack {
            afterRefusals = afterRefusals == null ? 2 : afterRefusals;
            onQuota = onQuota == null || onQuota;
        }
    }
}
