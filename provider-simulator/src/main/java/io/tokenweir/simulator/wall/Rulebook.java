package io.tokenweir.simulator.wall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.limits.Axis;
import io.tokenweir.limits.Charge;
import io.tokenweir.limits.Counting;
import io.tokenweir.limits.LimitRule;
import io.tokenweir.limits.Period;
import io.tokenweir.limits.Settlement;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.LimitConfig.Scope;
import io.tokenweir.simulator.config.QuotaConfig;

/** Which rules hold for whom. First those in front of the provider: the gateway's, then money. Then those of the model. */
final class Rulebook {
    private static final String SPEND = "spend";

    private final QuotaConfig quota;
    private final List<WallRule> quotaRules;
    private final List<WallRule> gateway;
    private final List<WallRule> money;
    private final Map<String, List<WallRule>> models = new HashMap<>();

    Rulebook(SimulatorConfig config) {
        quota = config.quota();
        quotaRules = quotaRules(quota);
        gateway = GatewayRules.of(config.gateway());
        money = config.spend().limits().stream()
                .map(rule -> ModelRules.rule(rule, SPEND, Scope.ORGANISATION, Charge.AFTERWARDS))
                .toList();
        config.models().forEach((name, model) -> models.put(name, ModelRules.of(name, model.limits())));
    }

    /** The rules that a request meets before it reaches the provider's own limits. */
    List<WallRule> inFront(Caller caller) {
        List<WallRule> rules = new ArrayList<>();
        if (quota.appliesTo(caller.owner().index())) {
            rules.addAll(quotaRules);
        }
        rules.addAll(gateway);
        rules.addAll(money);
        return rules;
    }

    List<WallRule> of(String model) {
        return models.get(model);
    }

    private static List<WallRule> quotaRules(QuotaConfig quota) {
        if (quota.everyNth() == 0) {
            return List.of();
        }
        LimitRule rule = LimitRule.of(
                        "quota", Axis.QUOTA, Math.max(1, quota.tokens()), Period.ofSeconds(quota.periodSeconds()))
                .counted(Counting.FIXED)
                .charged(Charge.PROMPT_UNASKED, Settlement.EXACT);
        return List.of(new WallRule(rule, WallRule.GATEWAY, CounterKey.of(Scope.ACCOUNT)));
    }
}
