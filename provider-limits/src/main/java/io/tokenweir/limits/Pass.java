package io.tokenweir.limits;

import java.util.List;

/** An admitted request, until it ends: what each of its limits was charged. Not thread-safe. */
public final class Pass {
    private final List<Limit> limits;
    private final long[] charged;

    Pass(List<Limit> limits, long nowNanos, Cost cost) {
        this.limits = List.copyOf(limits);
        this.charged = new long[limits.size()];
        for (int i = 0; i < charged.length; i++) {
            charge(i, nowNanos, limits.get(i).rule().taken(cost));
        }
    }

    /** Tokens of the answer were produced; limits that are charged as it is produced count them now. */
    public void produced(long nowNanos, long tokens) {
        for (int i = 0; i < charged.length; i++) {
            LimitRule rule = limits.get(i).rule();
            if (rule.charge() == Charge.AS_PRODUCED && rule.axis().tokens()) {
                charge(i, nowNanos, (long) Math.ceil(tokens * rule.outputBurn()));
            }
        }
    }

    /** The request has ended. To be called once. */
    public void settle(long nowNanos, Usage usage) {
        for (int i = 0; i < charged.length; i++) {
            charge(i, nowNanos, limits.get(i).rule().correction(charged[i], usage));
        }
    }

    /** Tokens that the first token limit was charged so far; 0 where there is none. */
    public long chargedTokens() {
        for (int i = 0; i < charged.length; i++) {
            if (limits.get(i).rule().axis().tokens()) {
                return charged[i];
            }
        }
        return 0;
    }

    private void charge(int i, long nowNanos, long amount) {
        limits.get(i).take(nowNanos, amount);
        charged[i] += amount;
    }
}
