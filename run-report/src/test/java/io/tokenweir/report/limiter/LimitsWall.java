package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.limits.Cost;
import io.tokenweir.limits.Decision;
import io.tokenweir.limits.Limit;
import io.tokenweir.limits.LimitRule;
import io.tokenweir.limits.Limits;
import io.tokenweir.limits.Pass;
import io.tokenweir.limits.Usage;
import io.tokenweir.limits.WallClock;

/** The limiters of the simulated provider, each shared as its scope says. */
final class LimitsWall implements Wall {
    /** A rule and who shares it. */
    record Scoped(LimitRule rule, LimitScope scope) {}

    private final List<Scoped> rules;
    private final WallClock clock;
    private final Map<String, Limit> limits = new HashMap<>();

    LimitsWall(WallClock clock, List<Scoped> rules) {
        this.clock = clock;
        this.rules = rules;
    }

    static String holder(LimitScope scope, ProbeKey key) {
        return switch (scope) {
            case KEY -> key.name();
            case ACCOUNT -> key.account();
            case PROJECT -> key.project();
            case ORGANISATION -> key.organisation();
            default -> "all";
        };
    }

    @Override
    public Admission admit(long nanos, ProbeKey key, int prompt, int max, boolean stream) {
        List<Limit> asked = new ArrayList<>();
        for (Scoped scoped : rules) {
            asked.add(limits.computeIfAbsent(
                    scoped.rule().name() + '/' + holder(scoped.scope(), key),
                    name -> new Limit(scoped.rule(), clock, nanos)));
        }
        Decision decision = Limits.admit(asked, nanos, new Cost(prompt, prompt, max, stream));
        if (!decision.admitted()) {
            return null;
        }
        Pass pass = decision.pass().orElseThrow();
        return (end, output) -> {
            pass.produced(end, output);
            pass.settle(end, Usage.of(prompt, output));
        };
    }
}
