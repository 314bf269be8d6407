package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who shares a limiter: the first key fills it up, then another key calls at once, then the first again. Where the other is
 * refused too, they share it; where it passes while the first is still refused, they do not.
 */
final class ScopeStage implements Stage {
    /** How another key is related to the first, from near to far. */
    enum Relation {
        SAME_ACCOUNT(LimitScope.KEY),
        SAME_PROJECT(LimitScope.ACCOUNT),
        SAME_ORGANISATION(LimitScope.PROJECT),
        OTHER_ORGANISATION(LimitScope.ORGANISATION),
        NOT_SAID(LimitScope.KEY);

        /** The widest scope that such a key does not share. */
        private final LimitScope unless;

        Relation(LimitScope unless) {
            this.unless = unless;
        }
    }

    private static final int TRIES = 3;

    private final Probes probes;
    private final Map<Relation, Integer> others = new LinkedHashMap<>();
    private final List<Relation> relations;
    private final Map<Relation, Boolean> shares = new LinkedHashMap<>();
    private int limiter;
    private int relation;
    private int tries;

    ScopeStage(Probes probes) {
        this.probes = probes;
        for (int i = 1; i < probes.keys.size(); i++) {
            others.putIfAbsent(relation(probes.keys.get(0), probes.keys.get(i)), i);
        }
        relations = List.copyOf(others.keySet());
    }

    private static Relation relation(ProbeKey one, ProbeKey two) {
        if (same(one.account(), two.account())) {
            return Relation.SAME_ACCOUNT;
        }
        if (same(one.project(), two.project())) {
            return one.account() == null || two.account() == null ? Relation.NOT_SAID : Relation.SAME_PROJECT;
        }
        if (same(one.organisation(), two.organisation())) {
            return one.project() == null || two.project() == null ? Relation.NOT_SAID : Relation.SAME_ORGANISATION;
        }
        return one.organisation() == null || two.organisation() == null
                ? Relation.NOT_SAID
                : Relation.OTHER_ORGANISATION;
    }

    private static boolean same(String one, String two) {
        return one != null && one.equals(two);
    }

    @Override
    public Script next(long nowNanos) {
        while (limiter < probes.found.size()) {
            if (relation >= relations.size()) {
                conclude();
                limiter++;
                relation = 0;
                shares.clear();
                continue;
            }
            Limited limited = probes.found.get(limiter).limited;
            int other = others.get(relations.get(relation));
            return script(limited, other);
        }
        return null;
    }

    private Script script(Limited limited, int other) {
        Fill fill = limited.fill();
        boolean open = limited.kind() == WindowKind.NONE;
        double perCall = Math.max(1, fill.cost());
        double back = limited.best().theory.perSecond() * 3 * probes.log.callNanos() / 1e9 / perCall;
        int calls = (int) Math.max(1, Math.min(limited.size() / perCall / 2, 4 + 3 * back));
        int parallel = open ? fill.parallel() : Math.min(calls, probes.parallel);
        int most = (int) Math.min(fill.most(), 3 * limited.size() / perCall + 20);
        return Script.of(
                "whether " + probes.keys.get(other).name() + " shares "
                        + limited.best().theory.dimension().words() + " with "
                        + probes.keys.get(0).name(),
                new Burst(0, 0, fill.shape(), most, open ? 0 : 2, fill.parallel(), !open, false),
                new Burst(0, other, fill.shape(), calls, 0, parallel, !open, false),
                new Burst(0, 0, fill.shape(), 2, 0, 2, true, false));
    }

    @Override
    public void learn(List<Call> calls, List<Event> fresh, List<Call> unexplained, long nowNanos) {
        int last = calls.get(calls.size() - 1).burst;
        List<Call> control = calls.stream().filter(c -> c.burst == last).toList();
        List<Call> other = calls.stream().filter(c -> c.key != 0).toList();
        double controlRefused = refusedShare(control);
        double otherRefused = refusedShare(other);
        tries++;
        boolean clear = controlRefused >= 0.5 && (otherRefused <= 0.2 || otherRefused >= 0.5);
        if (clear) {
            shares.put(relations.get(relation), otherRefused >= 0.5);
        }
        if (clear || tries >= TRIES) {
            relation++;
            tries = 0;
        }
    }

    private static double refusedShare(List<Call> calls) {
        long told = calls.stream().filter(c -> c.admitted() || c.refused()).count();
        return told == 0 ? 0.3 : (double) calls.stream().filter(Call::refused).count() / told;
    }

    private void conclude() {
        FoundLimiter found = probes.found.get(limiter);
        found.scope = ScopeVerdict.of(probes, shares, found.limited, others);
    }

    @Override
    public void give() {
        if (limiter < probes.found.size() && !shares.isEmpty()) {
            conclude();
        }
    }

    /** The widest scope that a relation does not share. */
    static LimitScope unless(Relation relation) {
        return relation.unless;
    }

    static List<Relation> nearToFar() {
        List<Relation> all = new ArrayList<>(List.of(Relation.values()));
        all.remove(Relation.NOT_SAID);
        return all;
    }

    @Override
    public String words() {
        return "scope";
    }
}
