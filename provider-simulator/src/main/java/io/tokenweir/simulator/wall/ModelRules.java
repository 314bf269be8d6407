package io.tokenweir.simulator.wall;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.tokenweir.limits.Axis;
import io.tokenweir.limits.Charge;
import io.tokenweir.limits.Counting;
import io.tokenweir.limits.LimitRule;
import io.tokenweir.limits.Period;
import io.tokenweir.limits.Settlement;
import io.tokenweir.simulator.config.LimitConfig;
import io.tokenweir.simulator.config.LimitConfig.Scope;
import io.tokenweir.simulator.config.LimitConfig.Window;
import io.tokenweir.simulator.config.RuleConfig;

/** The rules of one model, from its configuration: concurrency first, then requests, then tokens, then all others. */
final class ModelRules {
    private static final double MICRO = 1e6;

    private final String model;
    private final LimitConfig config;
    private final List<WallRule> rules = new ArrayList<>();

    private ModelRules(String model, LimitConfig config) {
        this.model = model;
        this.config = config;
    }

    static List<WallRule> of(String model, LimitConfig config) {
        ModelRules made = new ModelRules(model, config);
        made.common();
        config.also().forEach(rule -> made.rules.add(rule(rule, model, config.scope(), made.charge())));
        return List.copyOf(made.rules);
    }

    /**
     * One rule as it stands in a configuration.
     *
     * @param pool what it is of, unless it names a pool of its own
     * @param scope its scope, unless it names one of its own
     * @param charge its charge where it counts tokens, unless it names one of its own
     */
    static WallRule rule(RuleConfig rule, String pool, Scope scope, Charge charge) {
        boolean money = rule.counts() == Axis.SPEND;
        Period period = period(rule);
        Charge charged = rule.charge() != null ? rule.charge() : usual(rule.counts(), charge);
        LimitRule limit = LimitRule.of(
                        rule.name(),
                        rule.counts(),
                        Math.max(1, Math.round(money ? rule.limit() * MICRO : rule.limit())),
                        period)
                .counted(counting(rule))
                .charged(charged, rule.settle() != null ? rule.settle() : usual(charged))
                .burning(rule.outputBurn() > 0 ? rule.outputBurn() : 1)
                .countingRefused(rule.countRefused())
                .sliced(nanos(rule.sliceSeconds()));
        return new WallRule(
                limit,
                Objects.requireNonNullElse(rule.pool(), pool),
                CounterKey.of(Objects.requireNonNullElse(rule.scope(), scope)));
    }

    private void common() {
        add("concurrency", Axis.CONCURRENCY, config.concurrency(), Period.MINUTE);
        add("requests", Axis.REQUESTS, config.requestsPerMinute(), Period.MINUTE);
        add("requests_day", Axis.REQUESTS, config.requestsPerDay(), Period.DAY);
        add("tokens", Axis.TOKENS, config.tokensPerMinute(), Period.MINUTE);
        add("tokens_day", Axis.TOKENS, config.tokensPerDay(), Period.DAY);
        add("input_tokens", Axis.INPUT_TOKENS, config.inputTokensPerMinute(), Period.MINUTE);
        add("output_tokens", Axis.OUTPUT_TOKENS, config.outputTokensPerMinute(), Period.MINUTE);
    }

    private void add(String name, Axis axis, long limit, Period period) {
        if (limit == 0) {
            return;
        }
        Charge charge = usual(axis, charge());
        LimitRule rule = LimitRule.of(name, axis, limit, period)
                .counted(counting(axis == Axis.REQUESTS ? config.requestWindow() : config.window()))
                .charged(charge, settlement(charge))
                .sparingCached(config.cachedFree());
        if (axis == Axis.REQUESTS) {
            boolean minute = period == Period.MINUTE;
            rule = rule.countingRefused(minute && config.countRefused())
                    .sliced(minute ? nanos(config.sliceSeconds()) : 0);
        } else if (axis == Axis.TOKENS && config.outputBurn() > 0) {
            rule = rule.burning(config.outputBurn());
        }
        rules.add(new WallRule(rule, model, CounterKey.of(config.scope())));
    }

    private Charge charge() {
        return Objects.requireNonNullElse(config.charge(), Charge.MAX_OF_ESTIMATE_AND_MAX_TOKENS);
    }

    private Settlement settlement(Charge charge) {
        if (config.settleExactly()) {
            return Settlement.EXACT;
        }
        return config.refundUnused() ? Settlement.REFUND : usual(charge);
    }

    private static Charge usual(Axis axis, Charge tokens) {
        return switch (axis) {
            case INPUT_TOKENS -> tokens == Charge.AFTERWARDS ? tokens : Charge.PROMPT;
            case OUTPUT_TOKENS -> tokens == Charge.AFTERWARDS ? tokens : Charge.AS_PRODUCED;
            case RAMP -> Charge.PROMPT;
            case QUOTA, SPEND -> Charge.AFTERWARDS;
            default -> tokens;
        };
    }

    /** A charge that was made before the use was known, on purpose too high, stands; all others are corrected. */
    private static Settlement usual(Charge charge) {
        return charge == Charge.MAX_OF_ESTIMATE_AND_MAX_TOKENS || charge == Charge.PROMPT_PLUS_MAX_TOKENS
                ? Settlement.KEEP
                : Settlement.EXACT;
    }

    private static Counting counting(Window window) {
        return window == null ? Counting.BUCKET : window.counting();
    }

    private static Counting counting(RuleConfig rule) {
        return rule.window() == null && rule.calendar() != null ? Counting.ALIGNED : counting(rule.window());
    }

    private static Period period(RuleConfig rule) {
        if (rule.calendar() != null) {
            return Period.of(rule.calendar(), rule.zone() == null ? ZoneOffset.UTC : ZoneId.of(rule.zone()));
        }
        return rule.seconds() == 0 ? Period.MINUTE : Period.ofSeconds(rule.seconds());
    }

    private static long nanos(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000)).toNanos();
    }
}
