package io.tokenweir.report.runbook;

import io.tokenweir.report.runbook.RunbookData.Onset;
import io.tokenweir.report.runbook.RunbookData.TruthOnset;

/** Whether the target's own log puts the onset where the client saw it, in a sentence. */
final class Agreement {
    private Agreement() {}

    static String of(Onset ours, TruthOnset theirs, boolean log) {
        if (!log) {
            return "The target's own log was not available; the onset is seen from the client only.";
        }
        if (theirs == null) {
            return ours == null
                    ? "The target's own log agrees: it has no second with three refusals."
                    : "The target's own log does NOT agree: it has no second with three refusals.";
        }
        if (ours == null) {
            return "The target's own log does NOT agree: it began to refuse, which the client did not see.";
        }
        return theirs.agrees()
                ? "The target's own log agrees: it puts the onset %s."
                        .formatted(theirs.apartSeconds() == 0 ? "in the same second" : "one second apart")
                : "The target's own log does NOT agree: it puts the onset %d s %s."
                        .formatted(Math.abs(theirs.apartSeconds()), theirs.apartSeconds() > 0 ? "earlier" : "later");
    }
}
