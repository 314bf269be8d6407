package io.tokenweir.load.react;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

import io.tokenweir.common.scenario.ReactionSpec;
import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.protocol.outcome.Outcome;

/**
 * What all virtual users of a scenario share before they send: the client-side throttle and a circuit breaker for each
 * destination. Thread-safe.
 */
public final class ScenarioControls {
    private static final String BREAKER = "circuitBreaker";

    private final ReactionSpec spec;
    private final ClientThrottle throttle;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    public ScenarioControls(ReactionSpec spec) {
        this.spec = spec;
        this.throttle = spec.shed() == null ? null : new ClientThrottle(spec.shed());
    }

    public ReactionSpec spec() {
        return spec;
    }

    /**
     * The looks at throttle and key, in this order.
     *
     * @param bucket of the key; null when keys are not paced
     * @param cost tokens that the server may reserve for the attempt
     */
    public Passage before(KeyBucket bucket, long cost, RandomGenerator random, long nowNanos) {
        if (throttle != null && throttle.shed(nowNanos, random)) {
            String why = String.format(
                    Locale.ROOT,
                    "the target accepts too little: shed with probability %.2f",
                    throttle.probability(nowNanos));
            return Passage.shed(Decisions.of(DecisionKind.SHED, "shed", why, -1, null));
        }
        if (bucket == null) {
            return Passage.GO;
        }
        long wait = bucket.reserve(cost, spec.keyBucket().deadline().toNanos(), nowNanos);
        if (wait == 0) {
            return Passage.GO;
        }
        if (wait == KeyBucket.TOO_LONG) {
            return Passage.shed(Decisions.of(
                    DecisionKind.SHED, "keyBucket", bucket.describe() + ": the wait is beyond its deadline", -1, null));
        }
        return new Passage(
                Passage.Kind.WAIT,
                Decisions.of(DecisionKind.ADMISSION_WAIT, "keyBucket", bucket.describe(), -1, wait),
                wait);
    }

    /** Whether the destination's circuit lets an attempt through; every permit but a refusal must be {@link #ended}. */
    public CircuitBreaker.Permit permit(String destination, long nowNanos) {
        return spec.circuitBreaker() == null
                ? CircuitBreaker.Permit.PASS
                : breaker(destination).ask(nowNanos);
    }

    /** What is decided where the circuit refuses. */
    public Decision refusal(String destination, boolean fallsBack, long nowNanos) {
        String why = breaker(destination).describe(nowNanos) + ": " + destination;
        return fallsBack
                ? Decisions.fallBack(
                        BREAKER,
                        why,
                        -1,
                        spec.fallBack().model(),
                        spec.fallBack().target())
                : Decisions.of(DecisionKind.SHED, BREAKER, why, -1, null);
    }

    /** What is said of a probe. */
    public static Decision probe(String destination) {
        return Decisions.of(
                DecisionKind.CIRCUIT_PROBE, BREAKER, "the circuit was open long enough: " + destination, -1, null);
    }

    /** An attempt is over; returns what that decides about the circuit, null when nothing. */
    public Decision ended(String destination, CircuitBreaker.Permit permit, Outcome outcome, long nowNanos) {
        if (throttle != null && accepted(outcome)) {
            throttle.accepted(nowNanos);
        }
        if (spec.circuitBreaker() == null) {
            return null;
        }
        return switch (breaker(destination).ended(permit, failed(outcome, permit), nowNanos)) {
            case OPENED ->
                Decisions.of(
                        DecisionKind.CIRCUIT_OPENED,
                        BREAKER,
                        "too many attempts failed, the last with " + outcome + ": " + destination,
                        -1,
                        spec.circuitBreaker().openFor().toNanos());
            case CLOSED ->
                Decisions.of(DecisionKind.CIRCUIT_CLOSED, BREAKER, "the probes went well: " + destination, -1, null);
            case NONE -> null;
        };
    }

    /** A permit was not used. */
    public void unused(String destination, CircuitBreaker.Permit permit, long nowNanos) {
        if (spec.circuitBreaker() != null) {
            breaker(destination).ended(permit, null, nowNanos);
        }
    }

    private CircuitBreaker breaker(String destination) {
        return breakers.computeIfAbsent(destination, any -> new CircuitBreaker(spec.circuitBreaker()));
    }

    /** Refusals by a limit say that the target lives: a probe succeeds by them, the window does not count them. */
    private static Boolean failed(Outcome outcome, CircuitBreaker.Permit permit) {
        return switch (outcome) {
            case OVERLOAD, SERVER_ERROR, GATEWAY, SERVER_TIMEOUT, CONNECT_FAILED, RESET, CLIENT_TIMEOUT -> true;
            // the same, after the answer had begun
            case STREAM_ERROR, TRUNCATED -> true;
            case OK -> false;
            case CLIENT_CANCELLED -> null;
            default -> permit == CircuitBreaker.Permit.PROBE ? false : null;
        };
    }

    private static boolean accepted(Outcome outcome) {
        return !outcome.isRateRefusal()
                && !outcome.isTransient()
                && outcome != Outcome.QUOTA
                && outcome != Outcome.RATE_DAY;
    }
}
