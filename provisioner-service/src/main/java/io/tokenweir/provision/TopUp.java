package io.tokenweir.provision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.tokenweir.events.AccountState;
import io.tokenweir.provision.log.AccountRow;

/**
 * What is left to do so that {@code count} accounts are ready, given what the log holds. Pure.
 *
 * <p>Failed and retired accounts stay what they are; others take their place, with indices that were never used, so no
 * address is signed up twice.
 *
 * @param ready nothing to be done for these
 * @param halfMade to be reconciled and finished
 * @param leftovers given up or given back, but a key of theirs may still be alive; it is revoked
 * @param newIndices to be made
 */
record TopUp(List<AccountRow> ready, List<AccountRow> halfMade, List<AccountRow> leftovers, List<Integer> newIndices) {

    static TopUp plan(Collection<AccountRow> known, int count) {
        List<AccountRow> ready = new ArrayList<>();
        List<AccountRow> halfMade = new ArrayList<>();
        List<AccountRow> leftovers = new ArrayList<>();
        int nextIndex = 0;
        for (AccountRow row : known) {
            nextIndex = Math.max(nextIndex, row.identity().index() + 1);
            if (row.status().state() == AccountState.READY) {
                ready.add(row);
            } else if (!row.status().isFinal()) {
                halfMade.add(row);
            } else if (row.status().hasKeysToDrop()) {
                leftovers.add(row);
            }
        }
        List<Integer> newIndices = new ArrayList<>();
        for (int missing = count - ready.size() - halfMade.size(); missing > 0; missing--) {
            newIndices.add(nextIndex++);
        }
        return new TopUp(List.copyOf(ready), List.copyOf(halfMade), List.copyOf(leftovers), List.copyOf(newIndices));
    }
}
