package io.tokenweir.simulator.wall;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.tokenweir.limits.Decision;
import io.tokenweir.limits.FixedQuota;
import io.tokenweir.limits.LimitSettings;
import io.tokenweir.limits.MultiAxisLimiter;
import io.tokenweir.limits.SlidingWindow;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.config.LimitConfig;
import io.tokenweir.simulator.config.QuotaConfig;

/**
 * The wall: decides for every request whether it may pass, and remembers what passes. First the gateway's quota, then the
 * model's own limits, per account or shared by the organisation. Thread-safe: one lock, held for a few additions.
 */
public final class Admission {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final SimulatorConfig config;
    private final Map<String, MultiAxisLimiter> limiters = new HashMap<>();
    private final Map<String, FixedQuota> quotas = new HashMap<>();
    private final SlidingWindow admittedTokens = new SlidingWindow(MINUTE_NANOS);
    private final Map<String, Integer> inFlightByModel = new HashMap<>();
    private int inFlight;

    public Admission(SimulatorConfig config) {
        this.config = config;
    }

    /** Decides about a request of {@code promptTokens} that will be answered with {@code outputTokens}. */
    public synchronized Verdict decide(
            long nowNanos, KeyOwner owner, ServedRequest request, int promptTokens, int outputTokens, int maxTokens) {
        int before = inFlight;
        long minute = admittedTokens.used(nowNanos);
        FixedQuota quota = quota(owner);
        long quotaWait = quota == null ? 0 : quota.waitNanos(nowNanos);
        if (quotaWait > 0) {
            return new Verdict(quotaWait, Optional.empty(), before, minute);
        }
        LimitConfig limits = config.models().get(request.model()).limits();
        Decision decision = limiter(nowNanos, owner, request.model())
                .admit(nowNanos, cost(limits, request, promptTokens, maxTokens));
        if (decision.admitted()) {
            inFlight++;
            inFlightByModel.merge(request.model(), 1, Integer::sum);
            admittedTokens.add(nowNanos, promptTokens + outputTokens);
            if (quota != null) {
                quota.add(nowNanos, promptTokens);
            }
        }
        return new Verdict(0, Optional.of(decision), before, minute);
    }

    /** An admitted request has ended after {@code written} tokens. */
    public synchronized void ended(
            long nowNanos, KeyOwner owner, String model, Verdict verdict, int promptTokens, int written) {
        inFlight--;
        inFlightByModel.merge(model, -1, Integer::sum);
        limiter(nowNanos, owner, model).settle(nowNanos, verdict.charged(), (long) promptTokens + written);
        FixedQuota quota = quota(owner);
        if (quota != null) {
            quota.add(nowNanos, written);
        }
    }

    /** Admitted requests to a model that have not ended. */
    public synchronized int inFlight(String model) {
        return inFlightByModel.getOrDefault(model, 0);
    }

    private static long cost(LimitConfig limits, ServedRequest request, int promptTokens, int maxTokens) {
        return limits.charge() == LimitConfig.Charge.PROMPT_PLUS_MAX_TOKENS
                ? (long) promptTokens + maxTokens
                : Math.max(maxTokens, request.characters() / CHARACTERS_PER_TOKEN);
    }

    private MultiAxisLimiter limiter(long nowNanos, KeyOwner owner, String model) {
        LimitConfig limits = config.models().get(model).limits();
        String who = limits.scope() == LimitConfig.Scope.KEY ? owner.accountId() : "";
        return limiters.computeIfAbsent(
                model + '|' + who,
                k -> new MultiAxisLimiter(
                        new LimitSettings(
                                limits.requestsPerMinute(),
                                limits.tokensPerMinute(),
                                limits.concurrency(),
                                limits.window() == LimitConfig.Window.SLIDING,
                                limits.refundUnused(),
                                limits.countRefused()),
                        nowNanos));
    }

    private FixedQuota quota(KeyOwner owner) {
        QuotaConfig quota = config.quota();
        return quota.appliesTo(owner.index())
                ? quotas.computeIfAbsent(
                        owner.accountId(), id -> new FixedQuota(quota.tokens(), quota.periodSeconds() * 1_000_000_000L))
                : null;
    }
}
