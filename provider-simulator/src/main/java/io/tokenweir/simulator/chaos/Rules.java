package io.tokenweir.simulator.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.tokenweir.simulator.config.ChaosRule;
import io.tokenweir.simulator.http.Request;

/**
 * The rules in force, and what each has done. Which of the requests that fit a rule are struck depends on the seed and on
 * their position among them only: with seed 1 and a share of 0.1 it is always the same ones of each hundred. Thread-safe.
 */
final class Rules {
    private final long seed;
    private final long sinceNanos;
    private final Function<String, Optional<String>> accountOfKey;
    private final List<Counted> rules;

    private record Counted(ChaosRule rule, AtomicLong fitting, AtomicLong struck) {}

    /** @param accountOfKey the account that a key belongs to */
    Rules(List<ChaosRule> rules, long seed, long sinceNanos, Function<String, Optional<String>> accountOfKey) {
        this.seed = seed;
        this.sinceNanos = sinceNanos;
        this.accountOfKey = accountOfKey;
        this.rules = rules.stream()
                .map(rule -> new Counted(rule, new AtomicLong(), new AtomicLong()))
                .toList();
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** The first rule that strikes the request. Every rule before it that fits counts the request, struck or not. */
    Optional<ChaosRule> strike(Request request, long nowNanos) {
        double seconds = (nowNanos - sinceNanos) / 1e9;
        for (int i = 0; i < rules.size(); i++) {
            Counted counted = rules.get(i);
            if (Fit.fits(counted.rule(), request, seconds, accountOfKey)
                    && uniform(i, counted.fitting().getAndIncrement())
                            < counted.rule().share()) {
                counted.struck().incrementAndGet();
                return Optional.of(counted.rule());
            }
        }
        return Optional.empty();
    }

    /** Each rule with how many requests it fitted and how many of them it struck. */
    List<Map<String, Object>> tally() {
        return rules.stream()
                .map(counted -> {
                    Map<String, Object> tally = new LinkedHashMap<>();
                    tally.put("rule", counted.rule());
                    tally.put("fitting", counted.fitting().get());
                    tally.put("struck", counted.struck().get());
                    return tally;
                })
                .toList();
    }

    /** A number from 0 to 1 (1 excluded): SplitMix64 of seed, rule and position. */
    private double uniform(int rule, long position) {
        long x = seed * 0x9E3779B97F4A7C15L + rule * 0xD1342543DE82EF95L + position * 0xA0761D6478BD642FL;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return ((x ^ (x >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
