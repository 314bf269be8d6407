package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What it means that some keys share a limiter and others do not. */
final class ScopeVerdict {
    private static final double SURE = 0.95;
    private static final double GAP = 0.55;

    private ScopeVerdict() {}

    static Finding<LimitScope> of(
            Probes probes,
            Map<ScopeStage.Relation, Boolean> shares,
            Limited limited,
            Map<ScopeStage.Relation, Integer> keys) {
        String what = limited.best().theory.dimension().words();
        if (shares.isEmpty()) {
            return Finding.of(
                    LimitScope.UNKNOWN,
                    0,
                    probes.keys.size() < 2
                            ? "There was only one key."
                            : "Other keys called, but the first was not refused long enough to compare.");
        }
        List<String> words = new ArrayList<>();
        shares.forEach((relation, shared) ->
                words.add(probes.keys.get(keys.get(relation)).name() + " ("
                        + relation.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ") "
                        + (shared ? "was refused too" : "passed while the first was refused")));
        String evidence = String.join("; ", words);
        Boolean unsaid = shares.get(ScopeStage.Relation.NOT_SAID);
        if (shares.size() == 1 && unsaid != null) {
            return unsaid
                    ? Finding.of(LimitScope.UNKNOWN, 0.3, evidence + "; the keys file does not say whose keys they are")
                    : Finding.of(LimitScope.KEY, 0.6, evidence + "; the keys file does not say whose keys they are");
        }
        LimitScope scope = LimitScope.DEPLOYMENT_OR_ADDRESS;
        boolean nested = true;
        boolean ended = false;
        boolean gap = false;
        ScopeStage.Relation last = null;
        for (ScopeStage.Relation relation : ScopeStage.nearToFar()) {
            Boolean shared = shares.get(relation);
            if (shared == null) {
                gap |= !ended;
                continue;
            }
            if (!ended && !shared) {
                scope = narrowest(shares, relation);
                ended = true;
                gap &= scope != ScopeStage.unless(relation)
                        || last == null && relation.ordinal() > 0
                        || last != null && relation.ordinal() - last.ordinal() > 1;
            } else if (ended && shared) {
                nested = false;
            }
            last = relation;
        }
        if (!ended && !shares.containsKey(ScopeStage.Relation.OTHER_ORGANISATION)) {
            scope = LimitScope.UNKNOWN;
            evidence += "; it is shared by all keys that were tried, and there was no key of another organisation";
        }
        if (Boolean.TRUE.equals(shares.get(ScopeStage.Relation.OTHER_ORGANISATION))) {
            probes.warnings.add("Keys of different organisations share a limit of " + what
                    + ": what one of them uses, the others lack.");
        }
        double sure = !nested ? 0.2 : scope == LimitScope.UNKNOWN ? 0.3 : gap ? GAP : SURE;
        return Finding.of(scope, sure, evidence);
    }

    /** Nearer relations all share, this one does not. */
    private static LimitScope narrowest(Map<ScopeStage.Relation, Boolean> shares, ScopeStage.Relation first) {
        return ScopeStage.unless(first);
    }
}
