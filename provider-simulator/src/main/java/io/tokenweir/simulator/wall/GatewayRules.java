package io.tokenweir.simulator.wall;

import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.tokenweir.limits.Axis;
import io.tokenweir.limits.Charge;
import io.tokenweir.limits.Counting;
import io.tokenweir.limits.LimitRule;
import io.tokenweir.limits.Period;
import io.tokenweir.limits.Settlement;
import io.tokenweir.simulator.config.GatewayConfig;
import io.tokenweir.simulator.config.GatewayConfig.Algorithm;
import io.tokenweir.simulator.config.GatewayConfig.Calls;
import io.tokenweir.simulator.config.GatewayConfig.QuotaPeriod;
import io.tokenweir.simulator.config.GatewayConfig.TokenLimit;

/** The rules of a gateway's policies. The limits of policy number {@code i} are named {@code gateway_tokens_i} and so on. */
final class GatewayRules {
    private GatewayRules() {}

    static List<WallRule> of(GatewayConfig gateway) {
        List<WallRule> rules = new ArrayList<>();
        for (int i = 0; i < gateway.rateLimits().size(); i++) {
            rules.add(calls(rate(i), Axis.REQUESTS, gateway.rateLimits().get(i)));
        }
        for (int i = 0; i < gateway.quotas().size(); i++) {
            rules.add(calls(
                    "gateway_call_quota_" + i, Axis.CALL_QUOTA, gateway.quotas().get(i)));
        }
        for (int i = 0; i < gateway.tokenLimits().size(); i++) {
            tokens(rules, i, gateway.tokenLimits().get(i));
        }
        return List.copyOf(rules);
    }

    static String tokens(int policy) {
        return "gateway_tokens_" + policy;
    }

    static String quota(int policy) {
        return "gateway_quota_" + policy;
    }

    private static String rate(int policy) {
        return "gateway_calls_" + policy;
    }

    private static void tokens(List<WallRule> rules, int i, TokenLimit policy) {
        Charge charge = policy.estimatePromptTokens() ? Charge.PROMPT : Charge.PROMPT_IF_STREAMED;
        if (policy.tokenQuota() > 0) {
            LimitRule quota = LimitRule.of(quota(i), Axis.QUOTA, policy.tokenQuota(), period(policy.tokenQuotaPeriod()))
                    .counted(Counting.ALIGNED);
            rules.add(rule(quota.charged(charge, Settlement.EXACT), policy.counterKey()));
        }
        if (policy.tokensPerMinute() > 0) {
            LimitRule rate = LimitRule.of(tokens(i), Axis.TOKENS, policy.tokensPerMinute(), Period.MINUTE)
                    .counted(policy.algorithm() == Algorithm.BUCKET_WITH_DEBT ? Counting.BUCKET : Counting.SLIDING);
            rules.add(rule(rate.charged(charge, Settlement.EXACT), policy.counterKey()));
        }
    }

    private static WallRule calls(String name, Axis axis, Calls policy) {
        LimitRule rule = LimitRule.of(name, axis, policy.calls(), Period.ofSeconds(policy.renewalSeconds()));
        return rule(rule.counted(Counting.FIXED), policy.counterKey());
    }

    private static WallRule rule(LimitRule rule, String counterKey) {
        return new WallRule(rule, WallRule.GATEWAY, CounterKey.of(counterKey));
    }

    private static Period period(QuotaPeriod period) {
        ChronoUnit unit = switch (period) {
            case HOURLY -> ChronoUnit.HOURS;
            case DAILY -> ChronoUnit.DAYS;
            case WEEKLY -> ChronoUnit.WEEKS;
            case MONTHLY -> ChronoUnit.MONTHS;
            case YEARLY -> ChronoUnit.YEARS;
        };
        return Period.of(unit, ZoneOffset.UTC);
    }
}
