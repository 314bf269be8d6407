package io.tokenweir.common.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * What a virtual user does at the edge.
 *
 * @param retry which retry policy
 * @param maxAttempts attempts per logical request, the first included
 * @param retryBudget retries allowed per first attempt, over the whole run (0.2 = one in five); null: no budget
 * @param patience longest wait that is accepted before falling back or giving up
 * @param admission concurrency that the client allows itself; null: none
 * @param fallBack smaller model to turn to; null: none
 */
public record ReactionSpec(
        Retry retry,
        Integer maxAttempts,
        Double retryBudget,
        Duration patience,
        Duration backOffBase,
        Duration backOffCap,
        Admission admission,
        FallBack fallBack) {

    static final ReactionSpec NO_REACTION = new ReactionSpec(Retry.NONE, 1, null, null, null, null, null, null);

    public ReactionSpec {
        retry = retry == null ? Retry.NONE : retry;
        maxAttempts = maxAttempts == null ? (retry == Retry.NONE ? 1 : 4) : maxAttempts;
        patience = patience == null ? Duration.ofSeconds(20) : patience;
        backOffBase = backOffBase == null ? Duration.ofMillis(500) : backOffBase;
        backOffCap = backOffCap == null ? Duration.ofSeconds(8) : backOffCap;
    }

    /** How a refused or failed attempt is tried again. */
    public enum Retry {
        NONE,
        /** At once, as naive clients do: the own goal, to be shown. */
        NAIVE,
        /** Exponential with full jitter, blind to what the server asks. */
        BACK_OFF,
        /** Waits what the server asks, plus a little jitter; backs off where it asks nothing. */
        OBEY;

        @JsonCreator
        static Retry of(String text) {
            return Arrays.stream(values())
                    .filter(retry -> retry.name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-')
                            .equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "unknown retry policy '" + text + "'; known are none, naive, back-off, obey"));
        }
    }

    /**
     * Client-side admission control: additive increase, multiplicative decrease of the allowed concurrency.
     *
     * @param initial concurrency to begin with
     * @param queueDeadline a request that waited longer is shed
     */
    public record Admission(Integer initial, Integer min, Integer max, Double decrease, Duration queueDeadline) {
        public Admission {
            min = min == null ? 1 : min;
            max = max == null ? 10_000 : max;
            initial = initial == null ? max : initial;
            decrease = decrease == null ? 0.9 : decrease;
            queueDeadline = queueDeadline == null ? Duration.ofSeconds(10) : queueDeadline;
        }
    }

    /**
     * The way down to a smaller model.
     *
     * @param afterRefusals refusals of one logical request before it falls back
     * @param onQuota also when the account's quota is spent
     */
    public record FallBack(String model, Integer afterRefusals, Boolean onQuota) {
        public FallBack {
            afterRefusals = afterRefusals == null ? 2 : afterRefusals;
            onQuota = onQuota == null || onQuota;
        }
    }
}
